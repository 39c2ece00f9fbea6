import NIOCore
import NIOPosix
public import RPC
import Synchronization

/// Runs what takes a processor long on threads of its own, so that the event loops go on: scans, features of many items, folds.
///
/// As many run at a time as there are threads; the rest wait in a bounded queue, first come, first served. A call is refused at
/// once when the queue is full, or when it cannot be done before its deadline as things go; one that is cancelled or too late by
/// its turn is not begun. What takes less than a hop between threads, about 20 µs of processor time, is better done in place.
public final class WorkPool: Sendable {
  /// The pool of this process: as many threads as processors.
  public static let process = WorkPool()

  fileprivate struct Job {
    var run: @Sendable () -> Void
    var refuse: @Sendable (RPCStatus) -> Void
    var deadline: ContinuousClock.Instant?
  }

  fileprivate struct State {
    var waiting: [UInt64: Job] = [:]
    /// Numbers in the order they came, and of some that have left; those before `first` have been served.
    var order: [UInt64] = []
    var first = 0
    var numbered: UInt64 = 0
    var running = 0
    /// About how long a job takes.
    var duration = Duration.milliseconds(1)
  }

  private let limits: WorkLimits
  private let threads: NIOThreadPool
  private let state = Mutex(State())

  /// A pool of these bounds.
  public init(limits: WorkLimits = WorkLimits()) {
    self.limits = limits
    threads = NIOThreadPool(numberOfThreads: limits.threads)
    threads.start()
  }

  /// How many jobs wait.
  public var waitingCount: Int { state.withLock { $0.waiting.count } }

  /// Runs a body on the pool for a call, and returns what it returned.
  ///
  /// - Throws: What the body throws; RESOURCE_EXHAUSTED, with a pushback, when too much waits or the call's deadline would pass
  ///   before its turn; DEADLINE_EXCEEDED; `CancellationError`.
  public func run<Value: Sendable>(
    for context: ServerContext, _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    let number = state.withLock { state in
      state.numbered += 1
      return state.numbered
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { answer in
        let job = Job(
          run: { answer.resume(with: Result(catching: body)) }, refuse: { answer.resume(throwing: $0) },
          deadline: context.deadline)
        if let refusal = enter(job, number) {
          if let pause = refusal.retryAfter { context.setRetryPushback(pause) }
          answer.resume(throwing: refusal.status)
        }
      }
    } onCancel: {
      leave(number)
    }
  }

  private struct Refusal {
    var status: RPCStatus
    var retryAfter: Duration?
  }

  private func enter(_ job: Job, _ number: UInt64) -> Refusal? {
    let refusal = state.withLock { state -> Refusal? in
      if Task.isCancelled { return Refusal(status: .leftBeforeItsTurn) }
      let wait = max(.milliseconds(1), state.duration * Double(state.waiting.count) / Double(limits.threads))
      guard state.waiting.count < limits.waitingMax else {
        return Refusal(status: RPCStatus(.resourceExhausted, "too many calls wait for a processor"), retryAfter: wait)
      }
      if let deadline = job.deadline {
        let left = deadline - .now
        if left <= .zero { return Refusal(status: .tooLate) }
        if wait + state.duration > left {
          return Refusal(
            status: RPCStatus(
              .resourceExhausted, "so many calls wait that this one's time would be over before its turn"),
            retryAfter: wait)
        }
      }
      state.waiting[number] = job
      state.order.append(number)
      return nil
    }
    WorkCounters.count(isRefused: refusal != nil)
    if refusal == nil { threads.submit { _ in self.runNext() } }
    return refusal
  }

  /// Runs the job that has waited longest; on one of the threads, once for each job that was let in.
  private func runNext() {
    guard let job = state.withLock({ $0.next() }) else { return }
    let begun = ContinuousClock.now
    if let deadline = job.deadline, deadline <= begun { return job.refuse(.tooLate) }
    job.run()
    let took = ContinuousClock.now - begun
    state.withLock { $0.duration = ($0.duration * 15 + took) / 16 }
  }

  private func leave(_ number: UInt64) {
    state.withLock { $0.waiting.removeValue(forKey: number) }?.refuse(.leftBeforeItsTurn)
  }
}

extension WorkPool.State {
  fileprivate mutating func next() -> WorkPool.Job? {
    while first < order.count {
      let number = order[first]
      first += 1
      if first > 1024, 2 * first > order.count {
        order.removeFirst(first)
        first = 0
      }
      if let job = waiting.removeValue(forKey: number) { return job }
    }
    return nil
  }
}

/// The bounds of a ``WorkPool``.
public struct WorkLimits: Sendable {
  /// How many jobs run at a time.
  public var threads = System.coreCount
  /// How many jobs wait at most.
  public var waitingMax = 1024

  /// The usual bounds.
  public init() {}
}

extension RPCStatus {
  fileprivate static let leftBeforeItsTurn = RPCStatus(.cancelled, "the call was cancelled before its turn")
  fileprivate static let tooLate = RPCStatus(.deadlineExceeded, "the call's time was over before its turn")
}
