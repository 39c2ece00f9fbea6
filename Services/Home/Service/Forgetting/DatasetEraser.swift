import Datasets
import Domain
import Intake
import Storage

/// Takes what was learned from a listener's pages out of the datasets that were built before.
struct DatasetEraser: Sendable {
  /// Where datasets are.
  let objects: any ObjectStore

  /// Writes each dataset that has rows of these pages anew without them, and tells how many rows went.
  ///
  /// Datasets name no listener: rows are known by the moment of their page and the items shown. One that cannot be read is
  /// removed, for nothing could be taken out of it. Should two listeners have been shown the same cards in the same
  /// millisecond, both pages' rows go.
  func erase(_ pages: [ErasedPage]) async throws -> Int {
    guard !pages.isEmpty else { return 0 }
    var removed = 0
    for key in try await objects.list(prefix: "datasets/") {
      guard let dataset = try? RankingDataset(decoding: try await objects.get(key)) else {
        try await objects.delete(key)
        continue
      }
      let slates = pages.compactMap { page in
        page.items[dataset.shelf].map { SlateKey(moment: page.moment, items: $0) }
      }
      let (kept, rows) = dataset.without(Set(slates))
      guard rows > 0 else { continue }
      removed += rows
      try await objects.put(kept.encoded(), at: key)
    }
    return removed
  }
}
