import Features
import Testing

@Suite("Feature values")
struct FeatureValueTests {
  @Test("A listener never seen: counts are 0, times and shares missing")
  func unseen() throws {
    let page = OnePage()
    #expect(try page.value("listener.listens") == 0)
    #expect(try page.value("listener.ageBand") == nil)
    #expect(try page.value("listener.tier.free") == nil)
    #expect(try page.value("listener.sinceListen") == nil)
    #expect(try page.value("listener.hourHabit") == nil)
    #expect(try page.value("pair.heard") == 0)
    #expect(try page.value("pair.sinceHeard") == nil)
    #expect(try page.value("pair.kindShare") == nil)
  }

  @Test("Recency and decayed counts of the item and its artist")
  func recency() throws {
    var page = OnePage()
    page.listen(secondsBefore: 14 * 86_400)
    page.listen(secondsBefore: 0, played: 5)
    #expect(try page.value("pair.plays") == DeterministicMath.log1p(2))
    #expect(try page.value("pair.decayedListens") == DeterministicMath.log1p(1.5))
    #expect(try page.value("pair.artist.decayedListens") == DeterministicMath.log1p(1.5))
    #expect(try page.value("pair.sinceHeard") == 0)
    #expect(try page.value("pair.sinceFirstHeard") == DeterministicMath.log1p(14 * 86_400))
    #expect(try page.value("pair.fullShare") == 0.5)
    #expect(try page.value("pair.skippedShare") == 0.5)
    #expect(try page.value("pair.place") == 0)
    #expect(try page.value("pair.activeDays") == DeterministicMath.log1p(2))
  }

  @Test("Habits: the hour, the day and the part of the day of the listener's listens")
  func habits() throws {
    var page = OnePage()
    page.listen(secondsBefore: 0)
    #expect(try page.value("listener.hourHabit") == 1)
    #expect(try page.value("listener.dayHabit") == 1)
    #expect(try page.value("pair.dayPartShare") == 1)
    #expect(try page.value("pair.weekPartShare") == 1)
    #expect(try page.value("pair.kindNowShare") == 1)
    page.moment = page.moment.adding(seconds: 4 * 86_400 + 12 * 3_600)
    #expect(try page.value("listener.hourHabit") == 0)
    #expect(try page.value("listener.dayHabit") == 0)
    #expect(try page.value("pair.dayPartShare") == 0)
    #expect(try page.value("pair.weekPartShare") == 0)
    #expect(try page.value("pair.kindNowShare") == nil)
    #expect(try page.value("pair.kindShare") == 1)
    #expect(try page.value("moment.weekend") == 1)
  }

  @Test("Midnight is near 23 o'clock")
  func midnight() throws {
    var page = OnePage()
    page.moment = Moment(seconds: 0)
    page.listen(secondsBefore: 1_800)
    #expect(try page.value("listener.hourHabit") == 1)
    #expect(try page.value("moment.hourSine") == 0 && page.value("moment.hourCosine") == 1)
    page.moment = Moment(seconds: 18 * 3_600)
    #expect(try page.value("moment.hourSine") == -1 && page.value("moment.hourCosine") == 0)
  }

  @Test("An artist is its own artist; a playlist has none")
  func artists() throws {
    var page = OnePage()
    page.listen(secondsBefore: 60)
    page.item = Item(identifier: ItemIdentifier(.artist, 2))
    #expect(try page.value("pair.heard") == 1 && page.value("pair.artist.heard") == 1)
    page.item = Item(identifier: ItemIdentifier(.playlist, 2))
    #expect(try page.value("pair.heard") == 0 && page.value("pair.artist.heard") == nil)
  }

  @Test("Marks of the item and of its artist")
  func marks() throws {
    var page = OnePage()
    page.events = [
      Event(moment: page.moment, action: .like(item: page.item.identifier)),
      Event(moment: page.moment, action: .follow(item: ItemIdentifier(.artist, 2))),
    ]
    #expect(try page.value("pair.liked") == 1 && page.value("pair.followed") == 0 && page.value("pair.heard") == 0)
    #expect(try page.value("pair.artist.followed") == 1 && page.value("pair.artist.liked") == 0)
  }

  @Test("Genres, kinds and clicks as parts of what the listener did")
  func parts() throws {
    var page = OnePage()
    page.listen(secondsBefore: 0)
    page.listen(secondsBefore: 0, genre: 5)
    page.events.append(Event(moment: page.moment, action: .click(item: ItemIdentifier(.album, 1))))
    #expect(try page.value("pair.genreShare") == 0.5)
    #expect(try page.value("pair.kindShare") == 1 && page.value("pair.kindClickShare") == 0)
    #expect(try page.value("listener.podcastShare") == 0 && page.value("listener.clicks") == DeterministicMath.log1p(1))
    page.item.genre = nil
    #expect(try page.value("pair.genreShare") == nil)
  }

  @Test("What is unknown, not finite or impossible in a row is missing; a release to come has age 0")
  func rows() throws {
    var page = OnePage()
    #expect(try page.value("item.age") == nil && page.value("item.length") == nil)
    page.item.lengthSeconds = .nan
    #expect(try page.value("item.length") == nil)
    page.item.lengthSeconds = -3
    #expect(try page.value("item.length") == nil)
    page.item.releasedSeconds = page.moment.seconds + 1_000
    #expect(try page.value("item.age") == 0 && page.value("item.freshness") == 1)
    page.item.releasedSeconds = .min
    #expect(try page.value("item.age") == 27.6 && page.value("item.freshness") == 0)
    page.factorAffinity = .infinity
    #expect(try page.value("pair.factorAffinity") == nil)
    page.factorAffinity = 1.000_001
    #expect(try page.value("pair.factorAffinity") == 1)
    page.popularity = ItemPopularity(overall: .nan, inSegment: 0.5, rising: -1)
    #expect(try page.value("pair.popularity") == nil && page.value("pair.rising") == nil)
    #expect(try page.value("pair.segmentPopularity") == DeterministicMath.log1p(500_000))
    #expect(try page.value("pair.segmentLift") == nil)
  }

  @Test("Each row has one kind and one source")
  func oneHot() throws {
    for kind in ItemKind.allCases {
      for source in CandidateSource.allCases {
        let page = OnePage(item: Item(identifier: ItemIdentifier(kind, 1)), source: source)
        for other in ItemKind.allCases { #expect(try page.value("item.kind.\(other.name)") == (other == kind ? 1 : 0)) }
        for other in CandidateSource.allCases {
          #expect(try page.value("pair.source.\(other.name)") == (other == source ? 1 : 0))
        }
      }
    }
  }
}
