import NIOCore

/// What does not change while a connection lives, for its calls.
final class ConnectionFacts: Sendable {
  let loop: any EventLoop
  let options: RPCServerOptions
  /// Those of the options.
  let limits: RPCLimits
  let peer: Peer
  let shared: ServerLoop

  init(_ loop: any EventLoop, _ options: RPCServerOptions, _ peer: Peer, _ shared: ServerLoop) {
    self.loop = loop
    limits = options.limits
    self.options = options
    self.peer = peer
    self.shared = shared
  }

  var instruments: ServerInstruments { shared.instruments }
}
