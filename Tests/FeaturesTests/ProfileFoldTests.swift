import Features
import Testing

@Suite("The fold of events")
struct ProfileFoldTests {
  let start = Moment(seconds: 1_700_000_000)
  let track = ItemIdentifier(.track, 1)
  let artist = ItemIdentifier(.artist, 2)
  let playlist = ItemIdentifier(.playlist, 3)

  func listen(at seconds: Int64, played: Float = 200, context: ItemIdentifier? = nil) -> Event {
    Event(
      moment: start.adding(seconds: seconds),
      action: .listen(
        Listen(item: track, artist: artist, context: context, genre: 4, playedSeconds: played, totalSeconds: 200)))
  }

  @Test("A listen touches the track, its artist and what it was started from")
  func touches() throws {
    let profile = folded([listen(at: 0, context: playlist), listen(at: 60, played: 10), listen(at: 90, played: 100)])
    let heard = try #require(profile.heard(track))
    #expect((heard.listens, heard.full, heard.partial, heard.skipped) == (3, 1, 1, 1))
    #expect(heard.activeDays == 1 && heard.firstMoment == start && heard.lastMoment == start.adding(seconds: 90))
    #expect(profile.artists.map(\.item) == [artist] && profile.artists.first?.listens == 3)
    #expect(profile.collections.map(\.item) == [playlist] && profile.heard(playlist)?.listens == 1)
    #expect(profile.listens == 3 && profile.lastMoment == start.adding(seconds: 90))
  }

  @Test("A listen started from its own artist or from itself counts once for each")
  func once() {
    let podcast = ItemIdentifier(.podcast, 7)
    let show = Listen(item: podcast, context: podcast, playedSeconds: 1, totalSeconds: 2)
    let profile = folded([listen(at: 0, context: artist), Event(moment: start, action: .listen(show))])
    #expect(profile.heard(artist)?.listens == 1 && profile.heard(podcast)?.listens == 1)
  }

  @Test("Decayed listens halve in 14 days, and a late listen weighs what is left of it")
  func decay() throws {
    let day: Int64 = 86_400
    let profile = folded([listen(at: 0), listen(at: 14 * day)])
    let heard = try #require(profile.heard(track))
    #expect(heard.decayedListens(at: start.adding(seconds: 14 * day)) == 1.5)
    #expect(heard.decayedListens(at: start.adding(seconds: 28 * day)) == 0.75)
    #expect(heard.decayedListens(at: start) == 1.5, "before the last listen nothing has faded")
    let late = try #require(folded([listen(at: 14 * day), listen(at: 0)]).heard(track))
    #expect(late.decayedListens(at: start.adding(seconds: 14 * day)) == 1.5)
    #expect(late.firstMoment == start && late.activeDays == 2)
  }

  @Test("A late listen between the first and the last day adds no active day")
  func lateDays() {
    let day: Int64 = 86_400
    let events = [listen(at: 0), listen(at: 4 * day), listen(at: 2 * day), listen(at: -day)]
    #expect(folded(events).heard(track)?.activeDays == 3)
  }

  @Test("Lists keep the last 100, most recent first, and those known by counts only after them")
  func lists() {
    var events: [Event] = (0..<5).map {
      Event(moment: start, action: .counted(item: ItemIdentifier(.artist, 900 + $0), plays: UInt32($0) + 1))
    }
    for number in 0..<UInt64(98) {
      let item = Listen(item: ItemIdentifier(.artist, number), playedSeconds: 1, totalSeconds: 1)
      events.append(Event(moment: start.adding(seconds: Int64(number)), action: .listen(item)))
    }
    let artists = folded(events).artists
    #expect(artists.count == 100)
    #expect(artists.prefix(98).map(\.item.number) == Array((0..<98).reversed()))
    #expect(artists.suffix(2).map(\.item.number) == [904, 903])
    #expect(folded(events).counted == 15)
  }

  @Test("Counts stop at their largest number")
  func saturation() {
    let event = Event(moment: start, action: .counted(item: artist, plays: .max))
    let profile = folded([event, event])
    #expect(profile.heard(artist)?.counted == .max && profile.heard(artist)?.plays == UInt64(UInt32.max))
    #expect(profile.counted == 2 * UInt64(UInt32.max))
  }

  @Test("Likes and hides: the later one wins, the hide when both are of the same moment")
  func marks() {
    let later = start.adding(seconds: 1)
    let like = Event(moment: start, action: .like(item: track))
    #expect(folded([like, Event(moment: later, action: .hide(item: track))]).hidden == [track])
    #expect(folded([Event(moment: later, action: .hide(item: track)), like]).hidden == [track])
    #expect(folded([Event(moment: start, action: .hide(item: track)), like]).hidden == [track])
    let follow = Event(moment: later, action: .follow(item: track))
    #expect(folded([Event(moment: start, action: .hide(item: track)), follow]).hidden.isEmpty)
    #expect(folded([follow, Event(moment: start, action: .hide(item: track))]).hidden.isEmpty)
    #expect(folded([like, follow]).liked == [track] && folded([like, follow]).followed == [track])
  }

  @Test("Marks are kept newest first, the oldest forgotten")
  func markBounds() {
    let events = (0..<600).map { number in
      Event(moment: start.adding(seconds: Int64(number)), action: .hide(item: ItemIdentifier(.track, UInt64(number))))
    }
    let hidden = folded(events).hidden
    #expect(hidden.count == 500 && hidden.first?.number == 599 && hidden.last?.number == 100)
  }

  @Test("Account events overwrite what they know; a late one only fills what is unknown")
  func attributes() {
    let old = ListenerAttributes(ageBand: .under18, country: Country("SE"), city: "Lund", tier: .free)
    let new = ListenerAttributes(ageBand: .from18to24, tier: .student, platform: .car)
    let both = ListenerAttributes(
      ageBand: .from18to24, country: Country("SE"), city: "Lund", tier: .student, platform: .car)
    let events = [
      Event(moment: start, action: .account(old)), Event(moment: start.adding(seconds: 1), action: .account(new)),
    ]
    #expect(folded(events).attributes == both)
    #expect(folded(events.reversed()).attributes == both)
    let long = ListenerAttributes(city: String(repeating: "x", count: 97))
    #expect(folded([Event(moment: start, action: .account(long))]).attributes.city == nil)
  }
}
