import Datasets
import Domain
import Features

/// Computes anew what follows from the slate's moment, the item's identifier and the catalog alone, through the feature core, and
/// demands the same bits.
struct RecomputedCheck: DatasetCheck {
  /// The share of rows that may differ where nothing but the row itself is needed.
  static let ownShareMax = 0.001
  /// The share of rows that may differ where the catalog is needed: it may have changed since the page.
  static let catalogShareMax = 0.5
  /// Of fewer rows of known items nothing is said.
  static let rowsMin = 50

  func violations(in subject: CheckSubject) -> [Violation] {
    let (dataset, set) = (subject.dataset, FeatureSet.standard)
    guard dataset.fingerprint == set.fingerprint, dataset.featureNames == set.definitions.map(\.name) else { return [] }
    var counts = RecomputedCounts(set: set)
    for slate in dataset.slates { counts.add(dataset, slate, catalog: subject.context.catalog) }
    return counts.columns.compactMap { column in
      let isOwn = counts.isOwn[column]
      let rows = isOwn ? dataset.rowCount : counts.known
      let share = Double(counts.differing[column]) / Double(max(1, rows))
      let limit = isOwn ? Self.ownShareMax : Self.catalogShareMax
      guard rows >= Self.rowsMin, share > limit else { return nil }
      let name = set.definitions[column].name
      return Violation(
        rule: .recomputed, feature: name,
        message: """
          \(name) is not what the feature core gives for \(isOwn ? "the slate's moment and the item's kind" : "the catalog's items") \
          in \(Percent.text(share)) of \(rows) rows: see what changed the vectors, the moments\(isOwn ? "" : " or the catalog")
          """,
        measured: share, limit: limit)
    }
  }
}

/// How many rows differ from what is computed anew, by column.
struct RecomputedCounts {
  private let set: FeatureSet
  /// The columns that can be computed anew.
  let columns: [Int]
  /// Whether a column needs no catalog.
  let isOwn: [Bool]
  /// Rows whose item the catalog has.
  private(set) var known = 0
  /// Differing rows by column.
  private(set) var differing: [Int]

  init(set: FeatureSet) {
    self.set = set
    isOwn = set.definitions.map { $0.name.hasPrefix("moment.") || $0.name.hasPrefix("item.kind.") }
    let ofCatalog = set.definitions.indices.map {
      set.bases[$0] == .item || ["item.age", "item.freshness"].contains(set.definitions[$0].name)
    }
    let isOwn = isOwn
    columns = set.definitions.indices.filter { isOwn[$0] || ofCatalog[$0] }
    differing = [Int](repeating: 0, count: set.definitions.count)
  }

  /// Takes in a slate.
  mutating func add(_ dataset: RankingDataset, _ slate: Range<Int>, catalog: CatalogSnapshot?) {
    let items = slate.map { catalog?.item(dataset.items[$0]) }
    let rows = slate.map { row in
      FeatureRow(
        item: items[row - slate.lowerBound] ?? Item(identifier: dataset.items[row]), popularity: nil, source: .rule,
        sourcePosition: 0, factorAffinity: nil)
    }
    let matrix = set.compute(profile: Profile(), rows: rows, at: dataset.moments[slate.lowerBound])
    for row in slate {
      let isKnown = items[row - slate.lowerBound] != nil
      if isKnown { known += 1 }
      for column in columns where isOwn[column] || isKnown {
        let got = dataset.value(row: row, feature: column)
        if got?.bitPattern != matrix[row - slate.lowerBound, column]?.bitPattern { differing[column] += 1 }
      }
    }
  }
}
