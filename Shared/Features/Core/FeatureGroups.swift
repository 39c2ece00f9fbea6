/// The features of a set by what they are computed from, in the order of their columns.
struct FeatureGroups: Sendable {
  var listener: [any ListenerFeature] = []
  var item: [any ItemFeature] = []
  var kind: [any KindFeature] = []
  var source: [any SourceFeature] = []
  var history: [any HistoryFeature] = []
  var artistHistory: [any HistoryFeature] = []
  var genre: [any GenreFeature] = []
  var pair: [any PairFeature] = []

  /// What stands in each column.
  var definitions: [FeatureDefinition] {
    var definitions = listener.map(\.definition) + item.map(\.definition) + kind.map(\.definition)
    definitions += source.map(\.definition) + history.map(\.definition) + artistHistory.map(\.definition)
    return definitions + genre.map(\.definition) + pair.map(\.definition)
  }

  /// What each column is computed from.
  var bases: [FeatureBasis] {
    let counts: [(FeatureBasis, Int)] = [
      (.listener, listener.count), (.item, item.count), (.kind, kind.count), (.source, source.count),
      (.history, history.count), (.artistHistory, artistHistory.count), (.genre, genre.count), (.pair, pair.count),
    ]
    return counts.flatMap { [FeatureBasis](repeating: $0, count: $1) }
  }
}

/// What a feature is computed from, which says how often.
public enum FeatureBasis: String, CaseIterable, Hashable, Sendable {
  /// The listener and the moment: once a page.
  case listener
  /// The item alone: once a catalog snapshot.
  case item
  /// The listener and the item's kind: once a page and kind.
  case kind
  /// The candidate's source: once a source.
  case source
  /// What the listener did with the item: once a page for each item that the profile keeps.
  case history
  /// What the listener did with the item's artist: once a page for each artist that the profile keeps.
  case artistHistory
  /// The listener and the item's genre: once a page and genre.
  case genre
  /// The listener and the candidate: once a row.
  case pair

  /// How often a feature of that basis is computed, for people.
  public var cadence: String {
    switch self {
    case .listener: "once a page"
    case .item: "once a catalog snapshot"
    case .kind: "once a page and kind"
    case .source: "once a source"
    case .history: "once a page and item heard or marked"
    case .artistHistory: "once a page and artist heard or marked"
    case .genre: "once a page and genre"
    case .pair: "every row"
    }
  }
}
