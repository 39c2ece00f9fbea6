import Features
import Policies
import Support

/// Random events, rows and moments of many shapes.
struct RandomWorld {
  var random: SeededGenerator

  /// Ends of what a moment can be, and what people meet.
  static let edgeMoments = [
    Moment(milliseconds: .min), Moment(milliseconds: -1), Moment(milliseconds: 0), Moment(seconds: 1_700_000_000),
    Moment(seconds: 10_000_000_000), Moment(milliseconds: .max),
  ]

  mutating func item(kinds: [ItemKind] = ItemKind.allCases, numbers: UInt64) -> ItemIdentifier {
    let kind = kinds[Int.random(in: 0..<kinds.count, using: &random)]
    return ItemIdentifier(kind, UInt64.random(in: 0..<numbers, using: &random))
  }

  /// Moments mostly forward, sometimes late, at times far away when asked for.
  mutating func moment(after moment: Moment, isWild: Bool) -> Moment {
    if isWild, random.oneIn(20) { return Self.edgeMoments[Int.random(in: 0..<Self.edgeMoments.count, using: &random)] }
    let step = random.oneIn(10) ? -Int64.random(in: 0..<900_000_000, using: &random) : 0
    return Moment(milliseconds: moment.milliseconds &+ Int64.random(in: 0..<40_000_000, using: &random) &+ step)
  }

  mutating func listen(numbers: UInt64) -> Listen {
    Listen(
      item: item(kinds: random.oneIn(9) ? ItemKind.allCases : [.track, .podcast], numbers: numbers),
      artist: random.oneIn(5) ? nil : item(kinds: [.artist], numbers: numbers),
      context: random.oneIn(2) ? nil : item(kinds: [.album, .artist, .playlist, .podcast], numbers: numbers),
      genre: random.oneIn(4) ? nil : UInt16.random(in: 1...60, using: &random),
      playedSeconds: Float.random(in: 0...200, using: &random), totalSeconds: 200,
      platform: random.oneIn(3) ? nil : Platform.allCases.randomElement(using: &random))
  }

  mutating func attributes() -> ListenerAttributes {
    ListenerAttributes(
      ageBand: AgeBand.allCases.randomElement(using: &random), country: random.oneIn(2) ? Country("SE") : nil,
      city: ["Lund", "Malmö", "", String(repeating: "a", count: 97), nil][Int.random(in: 0..<5, using: &random)],
      tier: random.oneIn(2) ? .premium : nil, platform: random.oneIn(2) ? .car : nil)
  }

  mutating func action(numbers: UInt64) -> Event.Action {
    switch Int.random(in: 0..<16, using: &random) {
    case 0: .click(item: item(numbers: numbers))
    case 1: .like(item: item(numbers: numbers))
    case 2: .follow(item: item(numbers: numbers))
    case 3: .hide(item: item(numbers: numbers))
    case 4:
      .counted(item: item(numbers: numbers), plays: random.oneIn(9) ? .max : UInt32.random(in: 0..<9, using: &random))
    case 5: .account(attributes())
    default: .listen(listen(numbers: numbers))
    }
  }

  /// Events of one listener. Few items make long histories of each, many make full lists.
  mutating func events(count: Int, numbers: UInt64, isWild: Bool = false) -> [Event] {
    var moment = Moment(seconds: 1_700_000_000)
    return (0..<count).map { _ in
      let next = self.moment(after: moment, isWild: isWild)
      if !isWild || abs(next.milliseconds &- moment.milliseconds) < 1_000_000_000_000 { moment = max(moment, next) }
      return Event(moment: next, action: action(numbers: numbers))
    }
  }

  /// Any number that a row may hold, now and then one that it should not.
  mutating func number(_ range: ClosedRange<Float>) -> Float {
    let odd: [Float] = [.nan, .infinity, -.infinity, -0.0, -1, .greatestFiniteMagnitude, .leastNonzeroMagnitude]
    return random.oneIn(8)
      ? odd[Int.random(in: 0..<odd.count, using: &random)] : Float.random(in: range, using: &random)
  }

  mutating func row(numbers: UInt64) -> FeatureRow {
    let item = Item(
      identifier: self.item(numbers: numbers),
      artist: random.oneIn(3) ? nil : self.item(kinds: [.artist], numbers: numbers),
      genre: random.oneIn(3) ? nil : UInt16.random(in: 1...60, using: &random),
      releasedSeconds: random.oneIn(4) ? nil : releasedSeconds(),
      lengthSeconds: random.oneIn(4) ? nil : number(0...10_000))
    return FeatureRow(
      item: item,
      popularity: random.oneIn(4)
        ? nil : ItemPopularity(overall: number(0...1), inSegment: number(0...1), rising: number(0...1)),
      source: CandidateSource.allCases.randomElement(using: &random) ?? .rule,
      sourcePosition: UInt32.random(in: 0...(.max), using: &random) >> UInt32.random(in: 0..<32, using: &random),
      factorAffinity: random.oneIn(3) ? nil : number(-1...1))
  }

  private mutating func releasedSeconds() -> Int64 {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: .min
    case 1: .max
    default: Int64.random(in: -2_000_000_000...4_000_000_000, using: &random)
    }
  }

  mutating func rows(count: Int, numbers: UInt64) -> [FeatureRow] {
    (0..<count).map { _ in row(numbers: numbers) }
  }
}

/// The profile of all these events, in their order.
func folded(_ events: some Sequence<Event>) -> Profile {
  var profile = Profile()
  for event in events { profile.apply(event) }
  return profile
}
