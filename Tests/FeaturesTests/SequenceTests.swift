import Features
import Testing

@Suite("Features of the order of listens")
struct SequenceTests {
  let start = Moment(seconds: 1_700_000_000)
  let first = ItemIdentifier(.artist, 1)
  let second = ItemIdentifier(.artist, 2)

  private func listen(_ artist: ItemIdentifier, at seconds: Int64, played: Float = 200) -> Event {
    Event(
      moment: start.adding(seconds: seconds),
      action: .listen(
        Listen(
          item: ItemIdentifier(.track, artist.number), artist: artist, context: ItemIdentifier(.album, artist.number),
          playedSeconds: played, totalSeconds: 200, platform: .car)))
  }

  private func page(_ events: [Event], of item: ItemIdentifier, at seconds: Int64) -> OnePage {
    var page = OnePage(events: events, item: Item(identifier: item))
    page.moment = start.adding(seconds: seconds)
    return page
  }

  @Test("The gaps between an item's listens, and how overdue it is")
  func gaps() throws {
    let events = [listen(first, at: 0), listen(first, at: 100), listen(first, at: 400)]
    let page = page(events, of: first, at: 600)
    #expect(try page.value("pair.meanGap") == DeterministicMath.log1p(200))
    #expect(try page.value("pair.latestGap") == DeterministicMath.log1p(300))
    #expect(try page.value("pair.gapRatio") == 0)
    #expect(try page.value("pair.listensPerDay") == DeterministicMath.log1p(3))
    let once = self.page([listen(first, at: 0)], of: first, at: 600)
    #expect(try once.value("pair.meanGap") == nil && once.value("pair.gapRatio") == nil)
  }

  @Test("A late listen may shorten the gap between the latest two, and changes nothing else of the sequence")
  func late() throws {
    let events = [listen(second, at: 0), listen(first, at: 100), listen(first, at: 400), listen(first, at: 350)]
    let page = page(events, of: first, at: 400)
    #expect(try page.value("pair.latestGap") == DeterministicMath.log1p(50))
    #expect(try page.value("listener.session.listens") == DeterministicMath.log1p(3))
    let late = self.page(events + [listen(second, at: 390)], of: second, at: 400)
    #expect(try late.value("pair.isLatest") == 0)
  }

  @Test("What followed the latest artist is likely to follow again")
  func transitions() throws {
    let order = [first, second, first, second, first, first]
    let events = order.enumerated().map { listen($1, at: Int64($0)) }
    #expect(try page(events, of: second, at: 10).value("pair.nextShare").map { abs($0 - 2 / 3) < 1e-4 } == true)
    #expect(try page(events, of: first, at: 10).value("pair.nextShare").map { abs($0 - 1 / 3) < 1e-4 } == true)
    #expect(try page(events, of: ItemIdentifier(.artist, 9), at: 10).value("pair.nextShare") == 0)
    #expect(try page(events, of: ItemIdentifier(.album, 2), at: 10).value("pair.nextShare") ?? 0 > 0.6)
    #expect(try page(events, of: ItemIdentifier(.track, 2), at: 10).value("pair.nextShare") == nil)
    #expect(try page([listen(first, at: 0)], of: first, at: 10).value("pair.nextShare") == nil)
    #expect(try page(events, of: first, at: 10).value("pair.isLatest") == 1)
  }

  @Test("A session ends half an hour after its last listen")
  func sessions() throws {
    let events = [listen(first, at: 0), listen(first, at: 1_799, played: 5), listen(second, at: 3_500)]
    let going = page(events, of: first, at: 3_600)
    #expect(try going.value("listener.session.listens") == DeterministicMath.log1p(3))
    #expect(try going.value("listener.session.time") == DeterministicMath.log1p(3_600))
    #expect(try going.value("listener.session.skippedShare") == Float(1) / 3)
    #expect(try going.value("listener.lastCompletion") == 1)
    let over = page(events, of: first, at: 3_500 + 1_800)
    #expect(try over.value("listener.session.listens") == 0 && over.value("listener.session.time") == nil)
    let next = page(events + [listen(first, at: 5_300)], of: first, at: 5_300)
    #expect(try next.value("listener.session.listens") == DeterministicMath.log1p(1))
  }

  @Test("The platform that a listener is on, among those of their listens")
  func platforms() throws {
    let account = Event(moment: start, action: .account(ListenerAttributes(platform: .car)))
    #expect(try page([listen(first, at: 0), account], of: first, at: 1).value("listener.platformHabit") == 1)
    #expect(try page([account], of: first, at: 1).value("listener.platformHabit") == nil)
  }
}
