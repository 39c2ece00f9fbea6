import Synchronization

/// Something that happens once, to be waited for without sleeping.
final class Probe: Sendable {
  private struct State {
    var count = 0
    var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  /// How often it has happened.
  var count: Int { state.withLock { $0.count } }

  var hasFired: Bool { count > 0 }

  /// It happened (once more).
  func fire() {
    let ready = state.withLock { state in
      state.count += 1
      let ready = state.waiters.filter { $0.count <= state.count }
      state.waiters.removeAll { $0.count <= state.count }
      return ready
    }
    for waiter in ready { waiter.continuation.resume() }
  }

  /// Returns when it has happened `count` times.
  func wait(_ count: Int = 1) async {
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        if state.count >= count { return true }
        state.waiters.append((count, continuation))
        return false
      }
      if isReady { continuation.resume() }
    }
  }
}
