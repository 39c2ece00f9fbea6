import Datasets
import Domain
import Intake
import Storage

/// Takes what was learned from a listener's pages out of the datasets that were built before.
struct DatasetEraser: Sendable {
  /// Where datasets are.
  let objects: any ObjectStore

  /// Writes each dataset that has rows of some listeners' pages anew without them, and tells how many rows of each went.
  ///
  /// Datasets name no listener: rows are known by the moment of their page and the items shown. One that cannot be read is
  /// removed, for nothing could be taken out of it. Should two listeners have been shown the same cards in the same
  /// millisecond, both pages' rows go.
  func erase(_ pages: [[ErasedPage]]) async throws -> [Int] {
    var removed = pages.map { _ in 0 }
    guard pages.contains(where: { !$0.isEmpty }) else { return removed }
    for key in try await objects.list(prefix: "datasets/") {
      guard let dataset = try? RankingDataset(decoding: try await objects.get(key)) else {
        try await objects.delete(key)
        continue
      }
      var owners: [SlateKey: Int] = [:]
      for (owner, pages) in pages.enumerated() {
        for page in pages {
          if let items = page.items[dataset.shelf] { owners[SlateKey(moment: page.moment, items: items)] = owner }
        }
      }
      let (kept, rows) = dataset.without(Set(owners.keys))
      guard !rows.isEmpty else { continue }
      for (slate, count) in rows { removed[owners[slate] ?? 0] += count }
      try await objects.put(kept.encoded(), at: key)
    }
    return removed
  }
}
