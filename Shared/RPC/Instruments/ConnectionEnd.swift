/// Why a connection ended, as counters tell it.
enum ConnectionEnd: Int, CaseIterable {
  /// The peer closed it.
  case peer
  /// We were told to stop, or were done with it.
  case shutdown
  /// No call for too long.
  case idle
  /// It was as old as connections may become.
  case age
  /// A ping had no answer in time.
  case keepalive
  /// The peer did not begin to speak HTTP/2 in time.
  case handshake
  /// The peer broke HTTP/2's rules or one of our limits.
  case violation
  /// TLS failed.
  case security
  /// The system says that the connection is broken.
  case transport

  /// What an error that ended a connection means, when nothing better is known.
  init(_ error: (any Error)?) {
    switch error {
    case nil: self = .peer
    case is TLSError: self = .security
    case is HTTP2Error, is StalledHeaders: self = .violation
    case is SilentPeer: self = .keepalive
    case is UnfinishedGreeting: self = .handshake
    default: self = .transport
    }
  }
}
