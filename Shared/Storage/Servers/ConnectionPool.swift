import NIOCore

/// Connections to one server: made when needed, at most ``StorageLimits/serverConnectionsMax``, kept while they work.
///
/// What is asked for while a server is away is tried again, where that is safe, for as long as the pool's patience. Calls
/// block threads that are this pool's alone, one for each connection, so that a server that hangs holds up nobody who asks
/// another. Every wait ends: for a connection that is free with the patience, for a new one and for an answer by the bounds of
/// ``StorageLimits``; and at once for the caller whose task is cancelled.
final class ConnectionPool<Connection: Sendable>: Sendable {
  /// The server's address without its password.
  let address: String
  private let patience: Duration
  private let slots: ConnectionSlots<Connection>
  private let connect: @Sendable () throws -> Connection
  private let threads = BlockingThreads(count: StorageLimits.serverConnectionsMax)

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
  ///   the patience, or went away when it was no longer certain what it had done; `CancellationError`, after which the server
  ///   may have done what was asked or not.
  func run<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
    let giveUp = ContinuousClock.now + patience
    var pause = Duration.milliseconds(20)
    while true {
      do {
        return try await attempt(until: giveUp, body)
      } catch let lost as ConnectionLost {
        guard lost.mayRepeat, ContinuousClock.now + pause < giveUp else {
          if lost.reason.contains("Too many open files") { throw StorageError.tooManyOpenFiles(path: address) }
          throw StorageError.unreachable(address: address, reason: lost.reason)
        }
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(1))
    }
  }

  private func attempt<Value: Sendable>(
    until giveUp: ContinuousClock.Instant, _ body: @escaping @Sendable (Connection) throws -> Value
  ) async throws -> Value {
    let slot = try await slot(until: giveUp)
    let call = ServerCall<Value>()
    threads.submit { [slots, connect] in
      let (kept, result) = Self.use(slot, connect, body, for: call)
      slots.giveBack(ConnectionSlot(idle: kept))
      call.end(result)
    }
    guard slot.idle == nil else { return try await call.value() }
    // Looking a name up has no bound of its own.
    let timer = ServerTimer.after(.seconds(StorageLimits.connectSeconds + StorageLimits.answerSeconds)) {
      call.endConnecting(with: ConnectionLost(reason: "connecting takes too long", mayRepeat: true))
    }
    defer { timer.cancel() }
    return try await call.value()
  }

  private func slot(until giveUp: ContinuousClock.Instant) async throws -> ConnectionSlot<Connection> {
    do {
      if let slot = try await slots.take(until: giveUp) { return slot }
    } catch is ConnectionSlots<Connection>.Late {
      let count = StorageLimits.serverConnectionsMax
      let reason = "none of \(count) connections was free for \(patience.components.seconds) s"
      throw StorageError.unreachable(address: address, reason: reason)
    }
    throw StorageError.unreachable(address: address, reason: "\(StorageLimits.serverWaitersMax) calls wait already")
  }

  /// Runs the body and tells which connection is fit for the next.
  private static func use<Value>(
    _ slot: ConnectionSlot<Connection>, _ connect: () throws -> Connection, _ body: (Connection) throws -> Value,
    for call: ServerCall<Value>
  ) -> (Connection?, Result<Value, any Error>) {
    let connection: Connection
    do { connection = try slot.idle ?? connect() } catch { return (nil, .failure(error)) }
    call.noteConnected()
    do {
      return (connection, .success(try body(connection)))
    } catch {
      return (error is ConnectionLost ? nil : connection, .failure(error))
    }
  }
}
