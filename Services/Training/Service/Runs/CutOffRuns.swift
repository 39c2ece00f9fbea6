import Features
import Logging
import Storage

/// The runs of processes that are gone: recorded as failed, their unfinished datasets removed.
struct CutOffRuns: Sendable {
  let stores: Stores
  let now: @Sendable () -> Moment
  let logger: Logger

  /// Cleans up after them. Only whoever has the ``RunLease`` may do so: no living process has a run then.
  func clean() async throws {
    try await UnfinishedDatasets(stores: stores).remove()
    let count = try await stores.database.failUnfinishedRuns(at: now())
    if count > 0 { logger.warning("runs were cut off", metadata: ["runs": "\(count)"]) }
  }
}
