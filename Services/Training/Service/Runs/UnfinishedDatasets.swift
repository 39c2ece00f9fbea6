import Storage

/// The datasets that runs were writing when the process was cut off.
///
/// A dataset's step ends when it was seen that none of its listeners was forgotten meanwhile. One whose step never ended was
/// learned from by nobody and may have such rows: it is removed.
struct UnfinishedDatasets {
  let stores: Stores

  /// Removes them. To be called before the runs are recorded as failed.
  func remove() async throws {
    for run in try await stores.database.runs(runsMax: StorageLimits.recordsListedMax) where run.state == .going {
      let steps = run.steps.filter { $0.stage == .dataset }
      let ended = Set(steps.filter { $0.state != .started && $0.state != .going }.map(\.model))
      for model in Set(steps.map(\.model)).subtracting(ended) where !model.isEmpty {
        try await stores.objects.delete(ObjectKeys.dataset(named: model, run: run.run))
      }
    }
  }
}
