import NIOCore
import Synchronization

/// The right to use one connection, with the connection if it was made already.
struct ConnectionSlot<Connection: Sendable>: Sendable {
  var idle: Connection?
}

/// A fixed number of slots, given out in the order in which they are asked for.
final class ConnectionSlots<Connection: Sendable>: Sendable {
  private typealias Slot = ConnectionSlot<Connection>
  private typealias Waiter = (number: UInt64, continuation: CheckedContinuation<Slot, any Error>)

  private struct State {
    var free: [Slot]
    var waiters: [Waiter] = []
    /// Those that ended before they began to wait, and why.
    var ended: [UInt64: any Error] = [:]
    var asked: UInt64 = 0
  }

  /// No slot came free in time.
  struct Late: Error {}

  private let state: Mutex<State>
  private let waitersMax: Int

  init(count: Int, waitersMax: Int) {
    state = Mutex(State(free: Array(repeating: Slot(), count: count)))
    self.waitersMax = waitersMax
  }

  /// Takes a slot, the one used last first; waits while there is none, until a moment. Nil when too many wait.
  ///
  /// - Throws: ``Late``; `CancellationError` when the task is cancelled while it waits.
  func take(until giveUp: ContinuousClock.Instant) async throws -> ConnectionSlot<Connection>? {
    let (slot, number) = state.withLock { state -> (Slot?, UInt64?) in
      if let slot = state.free.popLast() { return (slot, nil) }
      guard state.waiters.count < waitersMax else { return (nil, nil) }
      state.asked += 1
      return (nil, state.asked)
    }
    guard let number else { return slot }
    let timer = ServerTimer.after(giveUp - .now) { self.end(number, with: Late()) }
    defer {
      timer.cancel()
      state.withLock { _ = $0.ended.removeValue(forKey: number) }
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { wait($0, as: number) }
    } onCancel: {
      end(number, with: CancellationError())
    }
  }

  /// Gives a slot back, to whoever has waited longest.
  func giveBack(_ slot: ConnectionSlot<Connection>) {
    let next = state.withLock { state -> CheckedContinuation<Slot, any Error>? in
      guard !state.waiters.isEmpty else {
        state.free.append(slot)
        return nil
      }
      return state.waiters.removeFirst().continuation
    }
    next?.resume(returning: slot)
  }

  private func wait(_ continuation: CheckedContinuation<ConnectionSlot<Connection>, any Error>, as number: UInt64) {
    let outcome = state.withLock { state -> Result<Slot, any Error>? in
      if let error = state.ended.removeValue(forKey: number) { return .failure(error) }
      if let slot = state.free.popLast() { return .success(slot) }
      state.waiters.append((number, continuation))
      return nil
    }
    if let outcome { continuation.resume(with: outcome) }
  }

  private func end(_ number: UInt64, with error: any Error) {
    let waiting = state.withLock { state -> CheckedContinuation<Slot, any Error>? in
      guard let index = state.waiters.firstIndex(where: { $0.number == number }) else {
        state.ended[number] = error
        return nil
      }
      return state.waiters.remove(at: index).continuation
    }
    waiting?.resume(throwing: error)
  }
}
