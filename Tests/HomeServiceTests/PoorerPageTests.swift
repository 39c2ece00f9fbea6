import Domain
import Features
import Intake
import Messages
import RPC
import Storage
import Testing

@testable import HomeService

@Suite("A poorer page")
struct PoorerPageTests {
  private func services(_ page: Wire.GetHomeResponse) -> [String] { page.degradations.map(\.service) }

  @Test("Without candidates the page has what was heard and the editors' list, ranked, and says so") func noCandidates()
    async throws
  {
    var setup = HomeBench.Setup()
    setup.candidates = .down
    try await HomeBench.run(setup) { bench in
      _ = try await bench.record(MadeHome.history(of: "l1"))
      let page = try await bench.page("l1")
      #expect(services(page) == ["candidates"])
      #expect(page.degradations.first?.fallback == "what was heard lately, and the editors' picks")
      #expect(page.shelves.map(\.shelf) == ["shortcuts", "near", "editors"])
      #expect(page.shelves.first?.policy == "epsilonGreedy(0.5)")
      let heard = Set(["artist:1", "artist:2", "artist:3", "artist:4", "artist:5", "album:1", "album:2"])
      #expect(heard.isSuperset(of: page.shelves[0].cards.map(\.item)))
      #expect(page.shelves.dropFirst().flatMap(\.cards).allSatisfy { $0.source == "editorial" })
    }
  }

  @Test("Without ranking the page keeps the order of stage 1, with certainty, and says so") func noRanking()
    async throws
  {
    var setup = HomeBench.Setup()
    setup.ranking = .down
    try await HomeBench.run(setup) { bench in
      _ = try await bench.record(MadeHome.history(of: "l1"))
      let page = try await bench.page("l1")
      #expect(services(page) == ["ranking"] && page.degradations.first?.fallback == "the order of stage 1")
      #expect(page.shelves.map(\.policy) == ["fallback", "fallback", "fixed", "fixed"])
      #expect(page.shelves.flatMap(\.cards).allSatisfy { $0.propensity == 1 && $0.score == 0 })
      #expect(page.shelves[0].model == Wire.ModelVersion(model: "ranking.shortcuts", version: 0))
      #expect(page.shelves[0].cards.first?.item == "artist:5")
      let logged = try #require(try await bench.loggedPages().first)
      #expect(logged.shelves.flatMap(\.cards).allSatisfy { $0.features == nil })
    }
  }

  @Test("Without both the page still has cards, and says both") func neither() async throws {
    var setup = HomeBench.Setup()
    setup.candidates = .down
    setup.ranking = .down
    try await HomeBench.run(setup) { bench in
      _ = try await bench.record(MadeHome.history(of: "l1"))
      for listener in ["l1", "nobody"] {
        let page = try await bench.page(listener)
        #expect(services(page) == ["candidates", "ranking"])
        #expect(!page.shelves.flatMap(\.cards).isEmpty)
      }
    }
  }

  @Test("A stage that never answers is done without when its time is up") func silent() async throws {
    var setup = HomeBench.Setup()
    setup.candidates = .silent
    setup.ranking = .silent
    setup.stageTimeout = .milliseconds(50)
    try await HomeBench.run(setup) { bench in
      let page = try await bench.page("l1")
      #expect(services(page) == ["candidates", "ranking"])
      #expect(page.degradations.allSatisfy { $0.code == "timeout" }, "\(page.degradations)")
      #expect(!page.shelves.flatMap(\.cards).isEmpty)
    }
  }

  @Test("A caller in a hurry leaves each stage half of the time that is left, though it may take longer")
  func hurry() async throws {
    var setup = HomeBench.Setup()
    setup.candidates = .tellingTime
    setup.ranking = .tellingTime
    setup.stageTimeout = .seconds(600)
    let log = RecordedLog()
    setup.logger = log.logger
    try await HomeBench.run(setup) { bench in
      let request = Wire.GetHomeRequest(listener: "l1", momentMilliseconds: MadeHome.moment.milliseconds)
      let page = try await bench.home.getHome(request, options: CallOptions(timeout: .seconds(400)))
      #expect(services(page) == ["candidates", "ranking"])
      #expect(page.degradations.allSatisfy { $0.code == "refused" })
      let seconds = log.lines.compactMap { line in line.split { !$0.isNumber }.last.flatMap { Int($0) } }
      #expect(seconds.count == 2 && seconds.allSatisfy { (1...200).contains($0) }, "\(log.lines)")
    }
  }

  @Test("A stage gets its own limit, or half of what is left of the caller's time, and never less than none")
  func budget() {
    #expect(PageBudget(deadline: nil).timeout(atMost: .seconds(5)) == .seconds(5))
    #expect(PageBudget(deadline: .now + .seconds(3600)).timeout(atMost: .seconds(5)) == .seconds(5))
    #expect(PageBudget(deadline: .now + .seconds(8)).timeout(atMost: .seconds(5)) <= .seconds(4))
    #expect(PageBudget(deadline: .now - .seconds(8)).timeout(atMost: .seconds(5)) == .zero)
  }

  @Test("A stage that refuses is named, and the log has its reason, such as another feature set's fingerprint")
  func refusing()
    async throws
  {
    var setup = HomeBench.Setup()
    setup.ranking = .refusing(RPCStatus(.failedPrecondition, "the request's feature set is aa, this server's is bb"))
    let log = RecordedLog()
    setup.logger = log.logger
    try await HomeBench.run(setup) { bench in
      let page = try await bench.page("l1")
      #expect(page.degradations.first?.code == "refused")
      #expect(page.degradations.first?.reason.contains("feature set") == false)
      #expect(log.lines.contains { $0.contains("feature set is aa, this server's is bb") }, "\(log.lines)")
      #expect(!page.shelves.flatMap(\.cards).isEmpty)
    }
  }

  @Test("Models that are not live yet are told shelf by shelf") func noModels() async throws {
    var setup = HomeBench.Setup()
    setup.isModelLive = false
    try await HomeBench.run(setup) { bench in
      let page = try await bench.page("l1")
      #expect(page.shelves.map(\.shelf) == ["editors"])
      #expect(services(page).allSatisfy { $0 == "candidates" } && !page.degradations.isEmpty)
      #expect(Set(page.degradations.map(\.shelf)) == ["new", "artists", "near"])
    }
  }

  @Test("What the listener hid stays away from a page without candidates, by the item and by its artist")
  func hidden() async throws {
    var setup = HomeBench.Setup()
    setup.candidates = .down
    try await HomeBench.run(setup) { bench in
      let hides = ["artist:1", "album:3", "playlist:1"].enumerated().map { index, item in
        MadeHome.event("h\(index)", "l1", "hide", item)
      }
      _ = try await bench.record(MadeHome.history(of: "l1") + hides)
      let items = Set(try await bench.page("l1") { $0.cardsMax = 100 }.shelves.flatMap(\.cards).map(\.item))
      #expect(items.isDisjoint(with: ["artist:1", "album:1", "album:3", "playlist:1"]))
      #expect(items.isSuperset(of: ["artist:2", "album:2", "album:4", "playlist:2"]))
    }
  }

  @Test("Callers are told codes and sentences; addresses and errors of stores stand in the log")
  func innerThings() async throws {
    let faults = Faults()
    var setup = HomeBench.Setup()
    setup.online = FlakyOnlineStore(faults)
    (setup.candidates, setup.ranking) = (.down, .down)
    let log = RecordedLog()
    setup.logger = log.logger
    try await HomeBench.run(setup) { bench in
      faults.fail("get")
      let page = try await bench.page("l1")
      #expect(page.degradations.map(\.code) == ["noProfile", "unreachable", "unreachable"])
      #expect(page.degradations.allSatisfy { DegradationCode(rawValue: $0.code) != nil })
      for told in page.degradations.map(\.reason) {
        #expect(!told.contains("127.0.0.1") && !told.contains("of the test") && told.utf8.count < 80, "\(told)")
      }
      #expect(log.lines.contains { $0.contains("of the test") } && log.lines.contains { $0.contains("127.0.0.1") })
      let event = MadeHome.event("e1", "l1", "like", "artist:1")
      for call in ["get", "set"] {
        faults.fail(call)
        let status = await #expect(throws: RPCStatus.self) { _ = try await bench.record([event]) }
        #expect(status?.code == .unavailable && status?.message.contains("of the test") == false)
        let details = String(decoding: status?.details ?? [], as: UTF8.self)
        #expect(details.contains("STORE_FULL") && details.contains("google.rpc.RetryInfo"), "\(call)")
      }
    }
  }

  @Test("A profile that cannot be read makes a page for a new listener that says so", arguments: [true, false])
  func noProfile(isStoreDown: Bool) async throws {
    let faults = Faults()
    var setup = HomeBench.Setup()
    setup.online = FlakyOnlineStore(faults)
    try await HomeBench.run(setup) { bench in
      _ = try await bench.record(MadeHome.history(of: "l1"))
      let key = ProfileStore.keys(of: HomeBench.pseudonym("l1"))[0]
      if isStoreDown { faults.fail("get") } else { try await bench.setup.online.set([255, 1], at: key) }
      let page = try await bench.page("l1")
      #expect(services(page) == ["home"] && page.degradations[0].fallback == "a page for a new listener")
      #expect(page.shelves.first?.shelf == "new")
    }
  }
}
