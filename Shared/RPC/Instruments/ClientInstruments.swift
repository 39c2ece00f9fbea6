import NIOCore

/// What a client counts of its calls and connections to one target, on one event loop.
///
/// Not Sendable on purpose: the counters found by path are remembered without a lock.
final class ClientInstruments {
  /// The counters of one method.
  struct Method {
    /// Calls, as their callers see them.
    let calls: CallCounters
    /// What was sent for them.
    let attempts: CallCounters
  }

  let transport: TransportCounters
  let target: String
  /// nil when calls are not logged.
  let accessLog: AccessLog?
  private let instruments: RPCInstruments
  private let loop: any EventLoop
  private var methods: [String: Method] = [:]

  init(_ instruments: RPCInstruments, target: String, loop: any EventLoop, accessLog: AccessLog? = nil) {
    self.instruments = instruments
    self.target = target
    self.accessLog = accessLog
    self.loop = loop
    transport = instruments.transport(.client, target: target, on: loop)
  }

  /// The counters of the method at that path. On the loop only.
  func method(_ path: String) -> Method {
    if let known = methods[path] { return known }
    let method = Method(
      calls: instruments.calls(.client, target: target, method: path, on: loop),
      attempts: instruments.calls(.attempt, target: target, method: path, on: loop))
    if methods.count < RPCInstruments.namesMaximum { methods[path] = method }
    return method
  }
}
