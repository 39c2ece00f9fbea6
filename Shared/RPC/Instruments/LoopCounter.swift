import Synchronization

/// A number that only grows, written on one event loop and read from anywhere.
///
/// One writer needs no locked instruction: a load, an addition and a store. A reader sees a value that was true lately.
struct LoopCounter: ~Copyable, Sendable {
  private let value = Atomic<UInt64>(0)

  /// What has been added up to now.
  var total: UInt64 { value.load(ordering: .relaxed) }

  /// Adds to it. On its loop only.
  func add(_ amount: UInt64 = 1) {
    value.store(value.load(ordering: .relaxed) &+ amount, ordering: .relaxed)
  }
}
