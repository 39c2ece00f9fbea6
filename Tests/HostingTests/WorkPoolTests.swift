import Glibc
import RPC
import Support
import Synchronization
import Testing

@testable import Hosting

@Suite("Work on threads of its own")
struct WorkPoolTests {
  /// Holds up a job until it is let go of, blocking its thread.
  private final class Gate: Sendable {
    private let isOpen = Mutex(false)
    let begun = Mutex(0)
    let done = Mutex<[Int]>([])

    func open() { isOpen.withLock { $0 = true } }

    func wait() {
      begun.withLock { $0 += 1 }
      while !isOpen.withLock({ $0 }) { sched_yield() }
    }
  }

  private static func pool(waitingMax: Int = 100) -> WorkPool {
    var limits = WorkLimits()
    limits.threads = 1
    limits.waitingMax = waitingMax
    return WorkPool(limits: limits)
  }

  private func context(timeout: Duration? = nil) -> ServerContext { ServerContext(path: "/test", timeout: timeout) }

  private struct Odd: Error {}

  @Test("A body's result and its error are the caller's") func results() async throws {
    let pool = Self.pool()
    #expect(try await pool.run(for: context()) { 6 * 7 } == 42)
    await #expect(throws: Odd.self) { try await pool.run(for: context()) { throw Odd() } }
  }

  @Test("Jobs run in the order they came, one at a time on one thread") func order() async throws {
    let pool = Self.pool()
    let gate = Gate()
    var jobs = [Task { try await pool.run(for: context()) { gate.wait() } }]
    try await eventually("the first runs") { gate.begun.withLock { $0 } == 1 }
    for number in 0..<20 {
      jobs.append(Task { try await pool.run(for: context()) { gate.done.withLock { $0.append(number) } } })
      try await eventually("it waits") { pool.waitingCount == number + 1 }
    }
    gate.open()
    for job in jobs { try await job.value }
    #expect(gate.done.withLock { $0 } == Array(0..<20))
  }

  @Test("Beyond the bound a call is refused with RESOURCE_EXHAUSTED and a pushback, and is let in again afterwards")
  func full() async throws {
    let pool = Self.pool(waitingMax: 1)
    let gate = Gate()
    let running = Task { try await pool.run(for: context()) { gate.wait() } }
    try await eventually("the first runs") { gate.begun.withLock { $0 } == 1 }
    let waiting = Task { try await pool.run(for: context()) { 2 } }
    try await eventually("the second waits") { pool.waitingCount == 1 }
    let refusal = await #expect(throws: RPCStatus.self) { try await pool.run(for: context()) { 3 } }
    #expect(refusal?.code == .resourceExhausted)
    gate.open()
    try await running.value
    #expect(try await waiting.value == 2)
    #expect(try await pool.run(for: context()) { 4 } == 4)
  }

  @Test("A call that cannot have its turn before its deadline is refused at once; one without a deadline waits")
  func deadlines() async throws {
    let pool = Self.pool()
    let gate = Gate()
    // A job that takes long makes the next ones expect to wait.
    let slow = Task { try await pool.run(for: context()) { gate.wait() } }
    try await eventually("it has run for a while") { gate.begun.withLock { $0 } == 1 }
    let patient = (0..<50).map { number in Task { try await pool.run(for: context()) { number } } }
    try await eventually("they wait") { pool.waitingCount == 50 }
    let refusal = await #expect(throws: RPCStatus.self) {
      try await pool.run(for: context(timeout: .milliseconds(20))) { 0 }
    }
    #expect([.resourceExhausted, .deadlineExceeded].contains(refusal?.code))
    let late = await #expect(throws: RPCStatus.self) { try await pool.run(for: context(timeout: .zero)) { 0 } }
    #expect(late?.code == .deadlineExceeded)
    gate.open()
    try await slow.value
    for (number, task) in patient.enumerated() { #expect(try await task.value == number) }
  }

  @Test("A call that is cancelled while it waits leaves at once and is not run") func cancelled() async throws {
    let pool = Self.pool()
    let gate = Gate()
    let running = Task { try await pool.run(for: context()) { gate.wait() } }
    try await eventually("the first runs") { gate.begun.withLock { $0 } == 1 }
    let waiting = Task { try await pool.run(for: context()) { gate.done.withLock { $0.append(2) } } }
    try await eventually("the second waits") { pool.waitingCount == 1 }
    waiting.cancel()
    let status = await #expect(throws: RPCStatus.self) { try await waiting.value }
    #expect(status?.code == .cancelled && pool.waitingCount == 0)
    gate.open()
    try await running.value
    #expect(try await pool.run(for: context()) { 1 } == 1)
    #expect(gate.done.withLock { $0 }.isEmpty)
  }
}
