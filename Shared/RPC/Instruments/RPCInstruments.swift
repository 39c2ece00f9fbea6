import NIOCore
import Synchronization

/// What servers and clients have counted: calls by method and status, connections, messages and bytes.
///
/// Counting costs a call about 300 instructions: every event loop has numbers of its own, which are summed when somebody asks
/// (``metrics()``). Servers and clients share ``process`` unless their options name another. Numbers only grow, and those
/// of a server outlive it.
public final class RPCInstruments: Sendable {
  /// Whose calls are counted.
  enum Role: Hashable, CaseIterable {
    case server
    /// A client's calls, as its callers see them.
    case client
    /// What a client sent for them: one or more for each call.
    case attempt
  }

  struct CallKey: Hashable {
    let role: Role
    let target: String
    let method: String
  }

  struct TransportKey: Hashable {
    let role: Role
    let target: String
  }

  private struct State {
    var calls: [CallKey: [ObjectIdentifier: CallCounters]] = [:]
    var transports: [TransportKey: [ObjectIdentifier: TransportCounters]] = [:]
  }

  /// Methods and targets that are told apart; more of them count as ``otherName``.
  public static let namesMaximum = 2000
  /// The method of calls to methods that a server does not have (gRFC A66).
  public static let otherName = "other"
  /// What the servers and clients of this process count with unless told otherwise.
  public static let process = RPCInstruments()

  private let state = Mutex(State())

  /// Instruments that have counted nothing.
  public init() {}

  /// What a server with these methods counts on that loop.
  func server(
    methods: [String], on loop: any EventLoop, tracing: ServerTracing = ServerTracing(TracingOptions()),
    accessLog: AccessLog? = nil
  ) -> ServerInstruments {
    ServerInstruments(
      transport: transport(.server, target: "", on: loop),
      methods: methods.map { calls(.server, target: "", method: $0, on: loop) },
      unknownMethods: calls(.server, target: "", method: Self.otherName, on: loop), tracing: tracing,
      accessLog: accessLog)
  }

  /// The counters of a method's calls on that loop.
  func calls(_ role: Role, target: String, method: String, on loop: any EventLoop) -> CallCounters {
    state.withLock { state in
      var key = CallKey(role: role, target: target, method: method)
      if state.calls[key] == nil, state.calls.count >= Self.namesMaximum {
        key = CallKey(role: role, target: Self.otherName, method: Self.otherName)
      }
      if let known = state.calls[key]?[ObjectIdentifier(loop)] { return known }
      let counters = CallCounters(method: key.method)
      state.calls[key, default: [:]][ObjectIdentifier(loop)] = counters
      return counters
    }
  }

  /// The counters of connections to a target, or of servers, on that loop.
  func transport(_ role: Role, target: String, on loop: any EventLoop) -> TransportCounters {
    state.withLock { state in
      var key = TransportKey(role: role, target: target)
      if state.transports[key] == nil, state.transports.count >= Self.namesMaximum {
        key = TransportKey(role: role, target: Self.otherName)
      }
      if let known = state.transports[key]?[ObjectIdentifier(loop)] { return known }
      let counters = TransportCounters()
      state.transports[key, default: [:]][ObjectIdentifier(loop)] = counters
      return counters
    }
  }

  /// All call counters, those of one method together, in the order of their names.
  func allCalls() -> [(key: CallKey, loops: [CallCounters])] {
    state.withLock { state in state.calls.map { ($0.key, Array($0.value.values)) } }
      .sorted { ($0.key.target, $0.key.method) < ($1.key.target, $1.key.method) }
  }

  /// All transport counters, those of one target together, in the order of their names.
  func allTransports() -> [(key: TransportKey, loops: [TransportCounters])] {
    state.withLock { state in state.transports.map { ($0.key, Array($0.value.values)) } }
      .sorted { $0.key.target < $1.key.target }
  }
}
