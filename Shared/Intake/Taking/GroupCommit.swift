import Synchronization

/// Commits what many callers ask for together: what comes while a commit goes on waits, and is committed at once after it.
///
/// Requests are committed in the order they came, each once. What waits is bounded in number and bytes; beyond, callers are
/// refused at once. A caller who is cancelled leaves at once: what waits is then not committed, and what is being committed is,
/// without telling them.
public final class GroupCommit<Request: Sendable, Answer: Sendable>: Sendable {
  /// Commits requests together; an answer for each, in their order.
  public typealias Body = @Sendable ([Request]) async -> [Result<Answer, any Error>]

  private struct Held {
    var request: Request
    var bytes: Int
    var answer: CheckedContinuation<Answer, any Error>
  }

  private struct State {
    /// Those that wait, by their numbers.
    var waiting: [UInt64: Held] = [:]
    /// The numbers in the order they came, and of some that have left.
    var order: [UInt64] = []
    /// Who is told of the commit that goes on.
    var committing: [UInt64: CheckedContinuation<Answer, any Error>] = [:]
    var heldBytes = 0
    var numbered: UInt64 = 0
    var isAtWork = false
    var settling: [CheckedContinuation<Void, Never>] = []
    /// About how long a commit takes.
    var commitDuration = Duration.milliseconds(20)
  }

  private let limits: GroupCommitLimits
  private let body: Body
  private let state = Mutex(State())

  /// Commits by a body, which runs once at a time and on no caller's executor.
  public init(limits: GroupCommitLimits = GroupCommitLimits(), _ body: @escaping Body) {
    self.limits = limits
    self.body = body
  }

  /// How many callers wait for a commit that has not begun, or were told nothing yet of one that has.
  public var callersCount: Int { state.withLock { $0.waiting.count + $0.committing.count } }

  /// Has a request committed and returns its answer.
  ///
  /// - Parameter bytes: About how much memory it takes.
  /// - Throws: What the commit says of this request; ``GroupCommitFull``; `CancellationError`.
  public func commit(_ request: Request, bytes: Int) async throws -> Answer {
    let number = state.withLock { state in
      state.numbered += 1
      return state.numbered
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { answer in
        enter(Held(request: request, bytes: bytes, answer: answer), number)
      }
    } onCancel: {
      leave(number)
    }
  }

  /// Returns when the commit that goes on, if one does, has ended.
  public func settle() async {
    await withCheckedContinuation { settled in
      let isSettled = state.withLock { state in
        if state.isAtWork { state.settling.append(settled) }
        return !state.isAtWork
      }
      if isSettled { settled.resume() }
    }
  }

  private func enter(_ held: Held, _ number: UInt64) {
    // Read under the lock that `leave` takes: whoever is cancelled later is found by it.
    let (refusal, begins) = state.withLock { state -> ((any Error)?, Bool) in
      if Task.isCancelled { return (CancellationError(), false) }
      let isFirst = state.heldBytes == 0
      guard isFirst || state.heldBytes + held.bytes <= limits.heldBytesMax, state.waiting.count < limits.waitingMax
      else {
        return (GroupCommitFull(retryAfter: retryAfter(state)), false)
      }
      state.waiting[number] = held
      state.order.append(number)
      state.heldBytes += held.bytes
      defer { state.isAtWork = true }
      return (nil, !state.isAtWork)
    }
    if let refusal { held.answer.resume(throwing: refusal) }
    if begins { Task { await work() } }
  }

  /// When there may be room: after the commits of all that waits.
  private func retryAfter(_ state: State) -> Duration {
    let commits = 1 + state.heldBytes / limits.batchBytesMax
    return min(max(state.commitDuration * commits, limits.retryAfter.lowerBound), limits.retryAfter.upperBound)
  }

  private func leave(_ number: UInt64) {
    let answer = state.withLock { state -> CheckedContinuation<Answer, any Error>? in
      guard let held = state.waiting.removeValue(forKey: number) else {
        return state.committing.removeValue(forKey: number)
      }
      state.heldBytes -= held.bytes
      // Those that left are cleared away once they are most.
      if state.order.count > 64 + 2 * state.waiting.count {
        let waiting = state.waiting
        state.order.removeAll { waiting[$0] == nil }
      }
      return held.answer
    }
    answer?.resume(throwing: CancellationError())
  }

  private func work() async {
    let clock = ContinuousClock()
    while let batch = next() {
      let begun = clock.now
      let answers = await body(batch.requests)
      precondition(answers.count == batch.numbers.count, "an answer for each request")
      end(batch.numbers, answers, bytes: batch.bytes, after: clock.now - begun)
    }
  }

  /// What is committed next; nil when nothing waits.
  private func next() -> (numbers: [UInt64], requests: [Request], bytes: Int)? {
    var settled: [CheckedContinuation<Void, Never>] = []
    defer { for waiter in settled { waiter.resume() } }
    return state.withLock { state in
      var batch: (numbers: [UInt64], requests: [Request], bytes: Int) = ([], [], 0)
      var passed = 0
      for number in state.order {
        if let held = state.waiting[number] {
          let isWhole = batch.requests.count >= limits.batchMax || batch.bytes + held.bytes > limits.batchBytesMax
          if isWhole, !batch.requests.isEmpty { break }
          batch.numbers.append(number)
          batch.requests.append(held.request)
          batch.bytes += held.bytes
          state.waiting[number] = nil
          state.committing[number] = held.answer
        }
        passed += 1
      }
      state.order.removeFirst(passed)
      if batch.requests.isEmpty {
        state.isAtWork = false
        // They came after the last commit had ended.
        settled = state.settling
        state.settling = []
      }
      return batch.requests.isEmpty ? nil : batch
    }
  }

  private func end(
    _ numbers: [UInt64], _ answers: [Result<Answer, any Error>], bytes: Int, after duration: Duration
  ) {
    let (told, settled) = state.withLock { state in
      state.heldBytes -= bytes
      state.commitDuration = (state.commitDuration * 3 + duration) / 4
      defer { state.settling = [] }
      return (numbers.map { state.committing.removeValue(forKey: $0) }, state.settling)
    }
    for (answer, result) in zip(told, answers) { answer?.resume(with: result) }
    for waiter in settled { waiter.resume() }
  }
}

/// The bounds of a ``GroupCommit``.
public struct GroupCommitLimits: Sendable {
  /// How many bytes of requests wait or are being committed at most; one request may be larger while it is alone.
  public var heldBytesMax = IntakeLimits.waitingBytesMax
  /// How many requests wait at most.
  public var waitingMax = IntakeLimits.waitingMessagesMax
  /// How many bytes are committed together at most, unless one request alone has more.
  public var batchBytesMax = IntakeLimits.commitBytesMax
  /// How many requests are committed together at most.
  public var batchMax = IntakeLimits.commitMessagesMax
  /// From when to when a refused caller is told to come again.
  public var retryAfter = Duration.milliseconds(50)...Duration.seconds(10)

  /// The usual bounds.
  public init() {}
}

/// Too much waits to be committed. Nothing was done: the request may be made again.
public struct GroupCommitFull: Error, Hashable, Sendable {
  /// When there may be room.
  public var retryAfter: Duration
}
