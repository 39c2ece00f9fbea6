import Features
import Policies

/// One listener with a full profile and a page of candidates for them: the same from the same seed.
struct BenchPage {
  let events: [Event]
  let profile: Profile
  let rows: [FeatureRow]
  let moment = Moment(seconds: 1_705_500_000)

  private static let start = Moment(seconds: 1_700_000_000)
  private static let platforms = Platform.allCases

  /// - Parameter rowCount: How many candidates the page has. About one in six the listener heard or marked.
  init(seed: UInt64 = 7, rowCount: Int = 1_200) {
    var random = SeededGenerator(seed: seed)
    var events = [Event(moment: Self.start, action: .account(Self.attributes))]
    for step in 0..<3_000 as Range<Int64> {
      let moment = Self.start.adding(seconds: step * 1_777)
      events.append(Event(moment: moment, action: .listen(Self.listen(&random))))
      if step.isMultiple(of: 10) {
        let kind = ItemKind.allCases[Int.random(in: 0..<5, using: &random)]
        events.append(Event(moment: moment, action: .click(item: ItemIdentifier(kind, UInt64(step)))))
      }
    }
    let end = Self.start.adding(seconds: 3_000 * 1_777)
    for number in 0..<60 as Range<UInt64> {
      events.append(Event(moment: end, action: .like(item: ItemIdentifier(.track, number))))
      events.append(Event(moment: end, action: .follow(item: ItemIdentifier(.artist, number))))
      events.append(Event(moment: end, action: .hide(item: ItemIdentifier(.album, number))))
    }
    var profile = Profile()
    for event in events { profile.apply(event) }
    self.events = events
    self.profile = profile
    rows = (0..<rowCount).map { Self.row($0, &random) }
  }

  private static var attributes: ListenerAttributes {
    ListenerAttributes(
      ageBand: .from25to34, country: Country("SE"), city: "Lund", tier: .premium, platform: .phone)
  }

  private static func listen(_ random: inout SeededGenerator) -> Listen {
    let number = UInt64.random(in: 0..<400, using: &random)
    return Listen(
      item: ItemIdentifier(.track, number), artist: ItemIdentifier(.artist, number / 3),
      context: ItemIdentifier(.playlist, UInt64.random(in: 0..<120, using: &random)), genre: UInt16(number % 25 + 1),
      playedSeconds: Float(Int.random(in: 0..<200, using: &random)), totalSeconds: 200,
      platform: platforms[Int.random(in: 0..<3, using: &random)])
  }

  private static func row(_ place: Int, _ random: inout SeededGenerator) -> FeatureRow {
    let kind = ItemKind.allCases[Int.random(in: 0..<5, using: &random)]
    let number = UInt64.random(in: 0..<1_000, using: &random)
    let hasArtist = kind == .track || kind == .album
    let share = { (random: inout SeededGenerator) in Float(Int.random(in: 0..<1_000, using: &random)) / 1_048_576 }
    return FeatureRow(
      item: Item(
        identifier: ItemIdentifier(kind, number), artist: hasArtist ? ItemIdentifier(.artist, number / 3) : nil,
        genre: number.isMultiple(of: 9) ? nil : UInt16(number % 25 + 1),
        releasedSeconds: 1_600_000_000 + Int64(number) * 90_000,
        lengthSeconds: kind == .track ? Float(120 + number % 280) : nil),
      place: Int32(place),
      popularity: ItemPopularity(overall: share(&random), inSegment: share(&random), rising: 0.25),
      source: CandidateSource.allCases[Int.random(in: 0..<5, using: &random)],
      sourcePosition: UInt32.random(in: 0..<400, using: &random),
      factorAffinity: place.isMultiple(of: 7) ? nil : Float(Int.random(in: 0..<2_048, using: &random)) / 1_024 - 1)
  }
}
