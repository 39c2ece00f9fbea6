/// Where a client, or its connections to one server, stand: gRPC's connectivity states
/// (github.com/grpc/grpc/blob/master/doc/connectivity-semantics-and-api.md).
public enum ConnectivityState: String, CaseIterable, Hashable, Sendable {
  /// Nothing is being tried: there was no call yet, or none for a long time, or the time to wait after a failure is over and
  /// nobody calls. The next call makes a connection.
  case idle = "IDLE"
  /// A connection is being made, or its server is being asked for its health. Calls wait.
  case connecting = "CONNECTING"
  /// Calls are made at once.
  case ready = "READY"
  /// Connecting has failed, or the server says that it takes no calls. Until that changes, calls fail with UNAVAILABLE, and
  /// those that wait for a ready server wait.
  case transientFailure = "TRANSIENT_FAILURE"
  /// It was closed, or the server is no longer one of the client's.
  case shutdown = "SHUTDOWN"
}

extension ConnectivityState {
  /// Its place among the counters of states.
  var index: Int {
    switch self {
    case .idle: 0
    case .connecting: 1
    case .ready: 2
    case .transientFailure: 3
    case .shutdown: 4
    }
  }
}
