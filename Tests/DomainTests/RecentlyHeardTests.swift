import Domain
import Features
import Testing

@Suite("What was heard recently")
struct RecentlyHeardTests {
  @Test("All kinds together, most recent first; counts alone after them, most plays first") func order() {
    var profile = Profile()
    func listen(_ item: ItemIdentifier, at seconds: Int64) {
      let listen = Listen(item: item, playedSeconds: 10, totalSeconds: 10)
      profile.apply(Event(moment: Moment(seconds: seconds), action: .listen(listen)))
    }
    let track = ItemIdentifier(.track, 1)
    let podcast = ItemIdentifier(.podcast, 2)
    let artists = (1...3).map { ItemIdentifier(.artist, $0) }
    profile.apply(Event(moment: Moment(seconds: 900), action: .counted(item: artists[0], plays: 2)))
    profile.apply(Event(moment: Moment(seconds: 900), action: .counted(item: artists[1], plays: 5)))
    listen(podcast, at: 300)
    listen(artists[2], at: 100)
    listen(track, at: 200)
    #expect(profile.recentlyHeard.map(\.item) == [podcast, track, artists[2], artists[1], artists[0]])
    #expect(Profile().recentlyHeard.isEmpty)
  }

  @Test("Items of one moment stand by identifier, so that the order is the same everywhere") func ties() {
    var profile = Profile()
    let items = [5, 1, 4, 2].map { ItemIdentifier(.album, $0) }
    for item in items {
      let listen = Listen(item: item, playedSeconds: 10, totalSeconds: 10)
      profile.apply(Event(moment: Moment(seconds: 5), action: .listen(listen)))
    }
    #expect(profile.recentlyHeard.map(\.item) == items.sorted())
  }
}
