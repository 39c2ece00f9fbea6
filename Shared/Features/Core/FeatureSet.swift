/// An ordered list of features, computed together: the only code that turns a profile, items and a moment into numbers.
///
/// Pure: no clock, no chance, no locale, no state between calls; safe to use from any number of threads. A row's values
/// depend on that row, the profile and the moment alone, never on the other rows, bit for bit.
public struct FeatureSet: Sendable {
  /// What stands in each column.
  public let definitions: [FeatureDefinition]
  /// What each column is computed from.
  public let bases: [FeatureBasis]
  /// 32 hexadecimal digits that stand for names, order, units, bounds, rates and answers on built-in probes: two sets
  /// with the same fingerprint compute the same numbers. Models, datasets and Rank calls carry it.
  public let fingerprint: String

  let groups: FeatureGroups
  let layout: FeatureLayout
  private let sources: Segment

  /// A set of features, the columns of each group together. Names are unique.
  init(_ groups: FeatureGroups) {
    let definitions = groups.definitions
    precondition(Set(definitions.map(\.name)).count == definitions.count, "two features have the same name")
    let layout = FeatureLayout(groups)
    var sources = layout.sourceSegment
    for source in CandidateSource.allCases { _ = sources.append { groups.source[$0].value(of: source) } }
    self.definitions = definitions
    self.groups = groups
    self.layout = layout
    self.sources = sources
    bases = groups.bases
    fingerprint = Fingerprint.compute(definitions: definitions) { [sources] profile, rows, moment in
      let page = PageContext(profile: profile, moment: moment)
      var computation = PageComputation(groups, layout, sources: sources, page: page, rowCount: rows.count)
      return computation.matrix(of: rows, items: nil)
    }
  }

  /// The column of that name; nil when there is none. Looks through all.
  public func index(of name: String) -> Int? {
    definitions.firstIndex { $0.name == name }
  }

  /// Computes all rows of a listener's page.
  ///
  /// What is missing is marked so; what is not finite in the rows (a length, a popularity, an affinity) counts as
  /// missing; all other values are finite and within their definition's bounds. Allocates a number of times that does not
  /// depend on the number of rows.
  ///
  /// - Parameters:
  ///   - moment: What the page is about. May lie before what the profile last saw; then nothing has faded yet.
  ///   - items: The table in which rows with a ``FeatureRow/place`` find what is static of their items; without it, and
  ///     for rows without a place, that is computed on the way, to the same bits. Made by this very set.
  public func compute(
    profile: Profile, rows: [FeatureRow], at moment: Moment, items: ItemTable? = nil
  ) -> FeatureMatrix {
    precondition(items.map { $0.fingerprint == fingerprint } ?? true, "an item table of another feature set")
    let page = PageContext(profile: profile, moment: moment)
    var computation = PageComputation(groups, layout, sources: sources, page: page, rowCount: rows.count)
    return computation.matrix(of: rows, items: items)
  }
}
