import Features
import Policies
import Support

/// Makes the golden file's content: fixed seeds, so that writing it anew changes only what the core changed.
enum GoldenCases {
  static func made() -> GoldenFeatures {
    let set = FeatureSet.standard
    let shapes: [(name: String, events: Int, numbers: UInt64, isWild: Bool)] = [
      ("a listener never seen", 0, 1, false), ("a light listener", 12, 6, false), ("a heavy listener", 260, 150, false),
      ("late and far-off moments", 60, 8, true), ("a listener of few items", 90, 3, false),
    ]
    let cases = shapes.enumerated().map { seed, shape in
      var world = RandomWorld(random: SeededGenerator(seed: UInt64(seed)))
      let events = world.events(count: shape.events, numbers: shape.numbers, isWild: shape.isWild)
      let profile = folded(events)
      var rows = world.rows(count: 8, numbers: shape.numbers).filter { isWritable($0) }
      for (index, item) in touched(by: profile).enumerated() where !rows.isEmpty {
        var row = rows[index % rows.count]
        row.item = Item(
          identifier: item, artist: profile.followed.first { $0.kind == .artist }, genre: UInt16(index + 1))
        rows.append(row)
      }
      // 50 hours apart, so that weekdays, a weekend and several hours come up.
      let moment = Moment(milliseconds: 1_706_543_210_987 + Int64(seed) * 180_000_000)
      let matrix = set.compute(profile: profile, rows: rows, at: moment)
      return GoldenFeatures.Case(
        name: shape.name, events: events, profile: profile.encoded(), moment: moment, rows: rows,
        vectors: rows.indices.map { matrix.vector(row: $0) })
    }
    return GoldenFeatures(fingerprint: set.fingerprint, names: set.definitions.map(\.name), cases: cases)
  }

  /// One item of each list and mark.
  private static func touched(by profile: Profile) -> [ItemIdentifier] {
    let lists = [profile.artists, profile.tracks, profile.collections].map { $0.map(\.item) }
    return (lists + [profile.liked, profile.followed, profile.hidden]).compactMap(\.first)
  }

  /// NaN has many bit patterns; rows with one are left to the property tests.
  private static func isWritable(_ row: FeatureRow) -> Bool {
    let numbers = [
      row.item.lengthSeconds, row.factorAffinity, row.popularity?.overall, row.popularity?.inSegment,
      row.popularity?.rising,
    ]
    return numbers.allSatisfy { $0.map { !$0.isNaN } ?? true }
  }
}
