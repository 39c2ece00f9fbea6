import Glibc
import NIOCore

/// How long the kernel waits for a peer to acknowledge bytes before it gives the connection up: `TCP_USER_TIMEOUT`
/// (RFC 5482), which gRPC's proposal A18 sets to the time that a ping's answer may take.
///
/// A ping finds out a silent peer; this finds out one that died with our bytes on their way, or whose window stays closed,
/// for which TCP itself would wait a quarter of an hour.
enum UnacknowledgedTime {
  /// The option of a TCP socket. Its number is Linux's (`tcp.h`).
  static let option = ChannelOptions.Types.SocketOption(level: .tcp, name: NIOBSDSocket.Option(rawValue: 18))

  /// The option's value: milliseconds, at least one, for zero means the system's own time.
  static func value(_ limit: Duration) -> ChannelOptions.Types.SocketOption.Value {
    ChannelOptions.Types.SocketOption.Value(min(max(1, (limit / .milliseconds(1)).rounded()), Double(CInt.max)))
  }
}

extension ServerKeepalive {
  /// How long bytes may stay unacknowledged; nil for as long as the system has it.
  var unacknowledgedMaximum: Duration? { interval == nil ? nil : timeout }
}

extension ClientKeepalive {
  /// How long bytes may stay unacknowledged; nil for as long as the system has it.
  var unacknowledgedMaximum: Duration? { interval == nil ? nil : timeout }
}
