import Synchronization

/// What is counted of the calls of one method on one event loop.
///
/// Calls in flight are those started without those ended, so they cost nothing more.
final class CallCounters: Sendable {
  let method: String
  private let started = LoopCounter()
  private let succeeded = CallOutcomes()
  private let failed = InlineArray<17, AtomicLazyReference<CallOutcomes>> { _ in AtomicLazyReference() }

  init(method: String) { self.method = method }

  /// A call begins. On the loop only.
  func begin() { started.add() }

  /// A call has its status. On the loop only.
  func end(_ code: RPCStatus.Code, nanoseconds: UInt64, sentBytes: Int, receivedBytes: Int) {
    let outcomes = code == .ok ? succeeded : failures(code)
    outcomes.record(
      nanoseconds: nanoseconds, sentBytes: UInt64(truncatingIfNeeded: sentBytes),
      receivedBytes: UInt64(truncatingIfNeeded: receivedBytes))
  }

  /// The outcomes with the statuses there were, and then the calls started: never fewer than have ended.
  func totals() -> (outcomes: [(code: RPCStatus.Code, outcomes: CallOutcomes)], started: UInt64) {
    var outcomes = [(code: RPCStatus.Code.ok, outcomes: succeeded)]
    for code in RPCStatus.Code.allCases {
      if let failures = failed[code.rawValue].load() { outcomes.append((code, failures)) }
    }
    return (outcomes, started.total)
  }

  private func failures(_ code: RPCStatus.Code) -> CallOutcomes {
    failed[code.rawValue].load() ?? failed[code.rawValue].storeIfNil(CallOutcomes())
  }
}
