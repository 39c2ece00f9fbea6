import Domain
import Features
import Simulation
import Testing

@Suite struct TruthTests {
  /// The true chance of every card of the history, with whether it was clicked and how popular its vector says it is.
  private static let cards: [(chance: Double, clicked: Bool, popularity: Float, slate: Int)] = {
    let popularity = FeatureSet.standard.definitions.firstIndex { $0.name == "pair.popularity" } ?? 0
    var cards: [(chance: Double, clicked: Bool, popularity: Float, slate: Int)] = []
    var slate = 0
    for page in TinyWorld.history.pages {
      guard let profile = try? Profile(decoding: page.profile.span) else { return [] }
      for shelf in page.shelves {
        slate += 1
        for (position, card) in shelf.cards.enumerated() {
          let item = card.candidate.item
          let chance = try? TinyWorld.world.clickProbability(
            of: item, listener: page.listener, shelf: shelf.shelf, position: position, at: page.moment,
            profile: profile)
          let click = TinyWorld.Click(place: CardPlace(page: page.page, shelf: shelf.shelf), item: item)
          cards.append(
            (chance ?? .nan, TinyWorld.clicks.contains(click), card.features?[popularity] ?? 0, slate))
        }
      }
    }
    return cards
  }()

  @Test("Every chance is above 0 and below 1")
  func range() {
    #expect(Self.cards.count > 500)
    #expect(Self.cards.allSatisfy { $0.chance > 0 && $0.chance < 1 })
  }

  @Test("As many cards were clicked as the truth says, overall and among the likely and the unlikely")
  func calibration() {
    let sorted = Self.cards.sorted { $0.chance < $1.chance }
    let half = sorted.count / 2
    for part in [sorted[...], sorted[..<half], sorted[half...]] {
      let expected = part.reduce(0) { $0 + $1.chance }
      let variance = part.reduce(0) { $0 + $1.chance * (1 - $1.chance) }
      let clicked = Double(part.filter(\.clicked).count)
      #expect(abs(clicked - expected) < 4 * variance.squareRoot(), "\(clicked) clicks, \(expected) expected")
    }
  }

  @Test("Ordering by popularity earns far less than ordering by the truth")
  func beyondPopularity() {
    var best = 0.0
    var popular = 0.0
    var mean = 0.0
    for (_, cards) in Dictionary(grouping: Self.cards, by: \.slate) {
      best += cards.map(\.chance).max() ?? 0
      popular += cards.max { $0.popularity < $1.popularity }?.chance ?? 0
      mean += cards.reduce(0) { $0 + $1.chance } / Double(cards.count)
    }
    #expect(best > 1.3 * popular)
    #expect(best > 1.5 * mean)
  }

  @Test("A familiar item is wanted more on the shortcuts, a hidden one hardly, and a lower place is seen less")
  func directions() throws {
    let world = TinyWorld.world
    let moment = world.options.end
    let artist = try #require(world.catalog.first { $0.item.identifier.kind == .artist }?.item.identifier)
    func chance(_ profile: Profile, position: Int = 0) throws -> Double {
      try world.clickProbability(
        of: artist, listener: world.lightListener, shelf: "shortcuts", position: position, at: moment,
        profile: profile)
    }
    var familiar = Profile()
    for minute in 1...20 {
      let listen = Listen(item: ItemIdentifier(.track, 1), artist: artist, playedSeconds: 100, totalSeconds: 100)
      familiar.apply(Event(moment: moment.adding(seconds: Int64(-60 * minute)), action: .listen(listen)))
    }
    var hidden = familiar
    hidden.apply(Event(moment: moment, action: .hide(item: artist)))
    #expect(try chance(familiar) > 2 * chance(Profile()))
    #expect(try chance(familiar, position: 7) < chance(familiar))
    #expect(try chance(hidden) < 0.1 * chance(familiar))
  }

  @Test("A listener or an item that the world does not have is refused by name")
  func unknown() throws {
    let world = TinyWorld.world
    let stranger = try #require(ListenerIdentifier("listener-025"))
    #expect(throws: SimulationError.unknownListener("listener-025")) {
      try world.clickProbability(
        of: ItemIdentifier(.track, 1), listener: stranger, shelf: "artists", position: 0, at: world.options.end,
        profile: Profile())
    }
    #expect(throws: SimulationError.unknownItem("podcast:21")) {
      try world.clickProbability(
        of: ItemIdentifier(.podcast, 21), listener: world.newListener, shelf: "shows", position: 0,
        at: world.options.end, profile: Profile())
    }
  }
}
