/// Built-in inputs on which a feature set proves what it computes. Part of the fingerprint: changing one changes it.
enum Probes {
  /// A listener, some rows and a moment.
  struct Probe {
    let profile: Profile
    let rows: [FeatureRow]
    let moment: Moment
  }

  /// A listener never seen, one with a history, and the same one at a weekend, a year later and before it all.
  static var all: [Probe] {
    let known = history()
    return [
      Probe(profile: Profile(), rows: rows, moment: start),
      Probe(profile: known, rows: rows, moment: start.adding(seconds: 8 * 86_400)),
      Probe(profile: known, rows: rows, moment: start.adding(seconds: 11 * 86_400 + 40_000)),
      Probe(profile: known, rows: rows, moment: start.adding(seconds: 365 * 86_400 + 71_000)),
      Probe(profile: known, rows: rows, moment: Moment(milliseconds: 0)),
    ]
  }

  /// 2023-11-14 22:13:20 UTC.
  private static let start = Moment(seconds: 1_700_000_000)

  private static func history() -> Profile {
    var profile = Profile()
    let attributes = ListenerAttributes(
      ageBand: .from25to34, country: Country("SE"), city: "Lund", tier: .premium, platform: .phone)
    profile.apply(Event(moment: start, action: .account(attributes)))
    profile.apply(Event(moment: start, action: .counted(item: ItemIdentifier(.artist, 9), plays: 1_234)))
    for number in 0..<40 as Range<UInt64> {
      // The steps share no factor, so kinds, hours and completions mix; every eleventh listen comes late.
      let seconds = Int64(number) * 17_077 - (number.isMultiple(of: 11) ? 60_000 : 0)
      let isShow = number.isMultiple(of: 5)
      let listen = Listen(
        item: isShow ? ItemIdentifier(.podcast, number % 3) : ItemIdentifier(.track, number % 7),
        artist: isShow ? nil : ItemIdentifier(.artist, number % 4),
        context: number.isMultiple(of: 3) ? ItemIdentifier(.playlist, number % 2) : nil,
        genre: UInt16(number % 6 + 1), playedSeconds: Float(number * 29 % 211), totalSeconds: 200,
        platform: number.isMultiple(of: 4) ? .car : .phone)
      profile.apply(Event(moment: start.adding(seconds: seconds), action: .listen(listen)))
    }
    let end = start.adding(seconds: 7 * 86_400)
    profile.apply(Event(moment: end, action: .click(item: ItemIdentifier(.playlist, 1))))
    profile.apply(Event(moment: end, action: .like(item: ItemIdentifier(.track, 3))))
    profile.apply(Event(moment: end, action: .follow(item: ItemIdentifier(.artist, 2))))
    profile.apply(Event(moment: end, action: .hide(item: ItemIdentifier(.podcast, 2))))
    return profile
  }

  private static var rows: [FeatureRow] {
    let kinds = ItemKind.allCases
    let sources = CandidateSource.allCases
    return (0..<20).map { number in
      let isKnown = !number.isMultiple(of: 4)
      let item = Item(
        identifier: ItemIdentifier(kinds[number % kinds.count], UInt64(number % 6)),
        artist: number.isMultiple(of: 3) ? nil : ItemIdentifier(.artist, UInt64(number % 5)),
        genre: isKnown ? UInt16(number % 7 + 1) : nil,
        releasedSeconds: isKnown ? start.seconds + Int64(number - 12) * 5_000_000 : nil,
        lengthSeconds: isKnown ? Float(number * 97) : nil)
      let share = Float(number) / 4_096
      return FeatureRow(
        item: item,
        popularity: isKnown ? ItemPopularity(overall: share, inSegment: share * share * 40, rising: share * 32) : nil,
        source: sources[number % sources.count], sourcePosition: UInt32(number * number),
        factorAffinity: isKnown ? Float(number - 10) / 11 : nil)
    }
  }
}
