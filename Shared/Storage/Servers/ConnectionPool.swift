import NIOPosix

/// Connections to one server: made when needed, at most ``StorageLimits/serverConnectionsMax``, kept while they work.
///
/// What is asked for while a server is away is tried again, where that is safe, for as long as the pool's patience. Calls
/// block threads of a pool of their own, so that an unreachable server cannot hold up files or other work.
final class ConnectionPool<Connection: Sendable>: Sendable {
  /// The server's address without its password.
  let address: String
  private let patience: Duration
  private let slots: ConnectionSlots<Connection>
  private let connect: @Sendable () throws -> Connection

  /// A pool without a connection yet. `connect` blocks, within a bound, and throws ``ConnectionLost`` or ``StorageError``.
  init(to address: String, patience: Duration, connect: @escaping @Sendable () throws -> Connection) {
    self.address = address
    self.patience = patience
    self.connect = connect
    slots = ConnectionSlots(count: StorageLimits.serverConnectionsMax, waitersMax: StorageLimits.serverWaitersMax)
  }

  /// Runs a blocking body with a connection that nobody else uses meanwhile.
  ///
  /// - Throws: What the body throws; ``StorageError/unreachable(address:reason:)`` when the server is away for longer than
  ///   the patience, or went away when it was no longer certain what it had done; `CancellationError`.
  func run<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
    let giveUp = ContinuousClock.now + patience
    var pause = Duration.milliseconds(20)
    while true {
      do {
        return try await attempt(body)
      } catch let lost as ConnectionLost {
        guard lost.mayRepeat, ContinuousClock.now + pause < giveUp else {
          throw StorageError.unreachable(address: address, reason: lost.reason)
        }
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(1))
    }
  }

  private func attempt<Value: Sendable>(
    _ body: @escaping @Sendable (Connection) throws -> Value
  ) async throws -> Value {
    guard let slot = try await slots.take() else {
      throw StorageError.operationFailed(path: address, operation: "wait for", reason: "too many wait already")
    }
    let (kept, result): (Connection?, Result<Value, any Error>)
    do {
      (kept, result) = try await BlockingWork.runOnServers { [connect] in Self.use(slot, connect, body) }
    } catch {
      slots.giveBack(slot)
      throw error
    }
    slots.giveBack(ConnectionSlot(idle: kept))
    return try result.get()
  }

  /// Runs the body and tells which connection is fit for the next.
  private static func use<Value>(
    _ slot: ConnectionSlot<Connection>, _ connect: () throws -> Connection, _ body: (Connection) throws -> Value
  ) -> (Connection?, Result<Value, any Error>) {
    let connection: Connection
    do { connection = try slot.idle ?? connect() } catch { return (nil, .failure(error)) }
    do {
      return (connection, .success(try body(connection)))
    } catch {
      return (error is ConnectionLost ? nil : connection, .failure(error))
    }
  }
}
