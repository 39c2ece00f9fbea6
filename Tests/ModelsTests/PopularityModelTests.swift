import Features
import Models
import Testing

@Suite("Popularity")
struct PopularityModelTests {
  private static let day: Int64 = 86_400_000
  private let now = Moment(milliseconds: 1_700_000_000_000)
  private let sweden = ListenerAttributes(ageBand: .from18to24, country: Country("SE"))
  private let olderSweden = ListenerAttributes(ageBand: .from55, country: Country("SE"))
  private let norway = ListenerAttributes(ageBand: .from18to24, country: Country("NO"))

  private func track(_ number: UInt64) -> ItemIdentifier { ItemIdentifier(.track, number) }
  private func ago(days: Int64) -> Moment { Moment(milliseconds: now.milliseconds - days * Self.day) }

  @Test("Shares are of the listens of the same kind, overall and in the segment")
  func shares() throws {
    var counter = PopularityCounter(asOf: now)
    counter.add(track(1), by: sweden, at: ago(days: 40), listens: 60)
    counter.add(track(2), by: sweden, at: ago(days: 40), listens: 40)
    counter.add(track(2), by: norway, at: ago(days: 40), listens: 100)
    counter.add(ItemIdentifier(.podcast, 1), by: sweden, at: ago(days: 40), listens: 1_000)
    let model = counter.model()
    let popularity = try #require(model.popularity(of: track(1), for: sweden))
    #expect(popularity == ItemPopularity(overall: 0.3, inSegment: 0.6, rising: 0.25))
    #expect(try #require(model.popularity(of: track(1), for: norway)).inSegment == 0)
    #expect(model.popularity(of: track(9), for: sweden) == nil)
  }

  @Test("A segment with few listens falls back to its country, then to everybody")
  func fallsBack() throws {
    var counter = PopularityCounter(asOf: now)
    counter.add(track(1), by: sweden, at: nil, listens: 60)
    counter.add(track(2), by: olderSweden, at: nil, listens: 40)
    counter.add(track(3), by: norway, at: nil, listens: 20)
    let model = counter.model()
    #expect(try #require(model.popularity(of: track(1), for: olderSweden)).inSegment == 0.6, "the country's")
    #expect(try #require(model.popularity(of: track(1), for: norway)).inSegment == 0.5, "everybody's")
    #expect(try #require(model.popularity(of: track(1), for: ListenerAttributes())).inSegment == 0.5)
  }

  @Test("Top lists come from the segment first and are filled up from wider ones, without repeats or excluded items")
  func topLists() {
    var counter = PopularityCounter(asOf: now)
    counter.add(track(1), by: sweden, at: nil, listens: 60)
    counter.add(track(2), by: olderSweden, at: nil, listens: 70)
    counter.add(track(3), by: norway, at: nil, listens: 500)
    counter.add(ItemIdentifier(.album, 1), by: sweden, at: nil, listens: 900)
    let model = counter.model()
    #expect(model.top(9, kind: .track, for: sweden).map(\.item) == [track(1), track(2), track(3)])
    #expect(model.top(2, kind: .track, for: sweden, excluding: [track(1)]).map(\.item) == [track(2), track(3)])
    #expect(model.top(1, kind: .track, for: ListenerAttributes()).map(\.item) == [track(3)])
    #expect(model.top(5, kind: .playlist, for: sweden).isEmpty)
    let scores = model.top(9, kind: .track, for: sweden).map(\.score)
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test("Rising is a quarter for steady listening, more for a sudden hit, and untimed counts say nothing of it")
  func rising() throws {
    var counter = PopularityCounter(asOf: now)
    for day in 0..<28 as Range<Int64> { counter.add(track(1), by: sweden, at: ago(days: day), listens: 10) }
    counter.add(track(2), by: sweden, at: ago(days: 1), listens: 96)
    counter.add(track(3), by: sweden, at: nil, listens: 96)
    let model = counter.model()
    #expect(try #require(model.popularity(of: track(1), for: sweden)).rising == 0.25)
    #expect(try #require(model.popularity(of: track(2), for: sweden)).rising == 0.97)
    #expect(try #require(model.popularity(of: track(3), for: sweden)).rising == 0.25)
  }

  @Test("Listens after the moment are left out and counted, and no listens make an empty model")
  func leavesOutLater() {
    var counter = PopularityCounter(asOf: now)
    counter.add(track(1), by: sweden, at: ago(days: -1))
    #expect(counter.laterCount == 1)
    let model = counter.model()
    #expect(model.popularity(of: track(1), for: sweden) == nil)
    #expect(model.top(5, kind: .track, for: sweden).isEmpty)
  }
}
