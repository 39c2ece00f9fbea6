/// An ordered list of features, computed together: the only code that turns a profile, items and a moment into numbers.
///
/// Pure: no clock, no chance, no locale, no state between calls; safe to use from any number of threads. A row's values
/// depend on that row, the profile and the moment alone, never on the other rows, bit for bit.
public struct FeatureSet: Sendable {
  /// What stands in each column.
  public let definitions: [FeatureDefinition]
  /// 32 hexadecimal digits that stand for names, order, units, bounds, rates and answers on built-in probes: two sets
  /// with the same fingerprint compute the same numbers. Models, datasets and Rank calls carry it.
  public let fingerprint: String

  private let listenerFeatures: [any ListenerFeature]
  private let itemFeatures: [any ItemFeature]
  private let pairFeatures: [any PairFeature]

  /// A set of features in columns of that order: the listener's, the items', the pairs'. Names are unique.
  init(
    listener listenerFeatures: [any ListenerFeature], item itemFeatures: [any ItemFeature],
    pair pairFeatures: [any PairFeature]
  ) {
    let definitions =
      listenerFeatures.map(\.definition) + itemFeatures.map(\.definition) + pairFeatures.map(\.definition)
    precondition(Set(definitions.map(\.name)).count == definitions.count, "two features have the same name")
    self.definitions = definitions
    self.listenerFeatures = listenerFeatures
    self.itemFeatures = itemFeatures
    self.pairFeatures = pairFeatures
    fingerprint = Fingerprint.compute(definitions: definitions) { profile, rows, moment in
      Self.compute(
        listenerFeatures, itemFeatures, pairFeatures, on: PageContext(profile: profile, moment: moment), rows: rows)
    }
  }

  /// The column of that name; nil when there is none. Looks through all.
  public func index(of name: String) -> Int? {
    definitions.firstIndex { $0.name == name }
  }

  /// Computes all rows of a listener's page.
  ///
  /// What is missing is marked so; what is not finite in the rows (a length, a popularity, an affinity) counts as
  /// missing; all other values are finite and within their definition's bounds. Allocates a fixed number of times,
  /// whatever the number of rows.
  ///
  /// - Parameter moment: What the page is about. May lie before what the profile last saw; then nothing has faded yet.
  public func compute(profile: Profile, rows: [FeatureRow], at moment: Moment) -> FeatureMatrix {
    let page = PageContext(profile: profile, moment: moment)
    return Self.compute(listenerFeatures, itemFeatures, pairFeatures, on: page, rows: rows)
  }

  private static func compute(
    _ listenerFeatures: [any ListenerFeature], _ itemFeatures: [any ItemFeature], _ pairFeatures: [any PairFeature],
    on page: PageContext, rows: [FeatureRow]
  ) -> FeatureMatrix {
    let columnCount = listenerFeatures.count + itemFeatures.count + pairFeatures.count
    var matrix = FeatureMatrix(rowCount: rows.count, columnCount: columnCount)
    for (column, feature) in listenerFeatures.enumerated() {
      let value = feature.value(of: page)
      matrix.set(value, column: column, bounds: feature.definition.bounds)
    }
    var block = RowBlock(moment: page.moment)
    block.rows.reserveCapacity(RowBlock.countMax)
    while block.start < rows.count {
      block.rows.removeAll(keepingCapacity: true)
      for row in rows[block.start..<min(block.start + RowBlock.countMax, rows.count)] {
        block.rows.append(RowContext(row, on: page))
      }
      var column = listenerFeatures.count
      for feature in itemFeatures {
        feature.fill(&matrix, column: column, block: block)
        column += 1
      }
      for feature in pairFeatures {
        feature.fill(&matrix, column: column, block: block, page: page)
        column += 1
      }
      block.start += RowBlock.countMax
    }
    return matrix
  }
}
