import Features
import Testing

/// Runs the whole path for one item: events in, one feature out.
struct OnePage {
  var events: [Event] = []
  var item = Item(identifier: ItemIdentifier(.track, 1), artist: ItemIdentifier(.artist, 2), genre: 4)
  var popularity: ItemPopularity?
  var source = CandidateSource.rule
  var sourcePosition: UInt32 = 0
  var factorAffinity: Float?
  /// 2023-11-14, a Tuesday, 22:13:20 UTC.
  var moment = Moment(seconds: 1_700_000_000)

  /// The value of that feature; nil when it is missing.
  func value(_ name: String) throws -> Float? {
    let column = try #require(FeatureSet.standard.index(of: name), "no feature \(name)")
    let row = FeatureRow(
      item: item, popularity: popularity, source: source, sourcePosition: sourcePosition, factorAffinity: factorAffinity
    )
    return FeatureSet.standard.compute(profile: folded(events), rows: [row], at: moment)[0, column]
  }

  /// A listen of the item so many seconds before the page.
  mutating func listen(secondsBefore: Int64, played: Float = 200, genre: UInt16? = 4) {
    let listen = Listen(
      item: item.identifier, artist: item.artist, genre: genre, playedSeconds: played, totalSeconds: 200)
    events.append(Event(moment: moment.adding(seconds: -secondsBefore), action: .listen(listen)))
  }
}
