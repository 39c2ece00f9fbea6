import Features
import Storage

/// The right to train on these stores, which one process at a time has.
///
/// Whoever has it is the only one with a run: other runs that still count as going are of processes that are gone. It is kept
/// every third of its time, so that it ends soon after its process does.
struct RunLease: Sendable {
  /// Where it is kept.
  let store: any LeaseStore
  /// How long it lasts when nobody keeps it, in seconds.
  let seconds: Double
  /// The clock.
  let now: @Sendable () -> Moment
  /// This process.
  private let holder = String(UInt64.random(in: .min ... .max), radix: 36)

  private static let name = "training"

  init(store: any LeaseStore, seconds: Double, now: @escaping @Sendable () -> Moment) {
    self.store = store
    self.seconds = seconds
    self.now = now
  }

  /// Takes the lease, or keeps one's own; false while another process has it.
  func take() async throws -> Bool {
    let now = now()
    let end = Moment(milliseconds: now.milliseconds + Int64(seconds * 1000))
    return try await store.lease(Self.name, to: holder, until: end, now: now)
  }

  /// Lets go of it. What the store says comes about even when the task was cancelled meanwhile.
  func release() async throws {
    let (store, holder) = (store, holder)
    try await Task { try await store.release(Self.name, of: holder) }.value
  }

  /// Runs a body that needs the lease, and cancels it when the lease cannot be kept.
  ///
  /// - Throws: What the body throws; ``TrainingError/leaseLost`` when another process may train now.
  func keeping(_ body: @escaping @Sendable () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await body() }
      group.addTask { try await keep() }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// Keeps the lease until cancelled. A store that does not answer is asked again as long as the lease lasts.
  private func keep() async throws {
    let clock = ContinuousClock()
    var end = clock.now + .seconds(seconds)
    while true {
      try await Task.sleep(for: .seconds(seconds / 3))
      let asked = clock.now
      do {
        guard try await take() else { throw TrainingError.leaseLost }
        end = asked + .seconds(seconds)
      } catch let error as TrainingError {
        throw error
      } catch {
        guard clock.now < end else { throw TrainingError.leaseLost }
      }
    }
  }
}
