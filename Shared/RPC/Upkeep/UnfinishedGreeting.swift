/// The peer did not begin to speak HTTP/2 within ``RPCLimits/handshakeTimeout``.
struct UnfinishedGreeting: Error, CustomStringConvertible {
  var description: String { "the peer did not begin to speak HTTP/2 in time" }
}
