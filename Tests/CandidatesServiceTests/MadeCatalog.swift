import CandidatesService
import Domain
import Features
import ModelWatching
import Models

/// A small catalog in which it is known who is popular where, and who goes with whom.
///
/// Artists 1 to 10 are heard by one half of the listeners with podcasts 1 to 5, artists 11 to 20 by the other half with
/// podcasts 6 to 10. Artist 30 was never heard. Artist 40 was heard and is not in the catalog.
enum MadeCatalog {
  static let moment = Moment(seconds: 1_700_000_000)

  static func snapshot(isPopularityLive: Bool = true, isFactorsLive: Bool = true) throws -> CandidatesSnapshot {
    CandidatesSnapshot(
      catalog: catalog,
      popularity: isPopularityLive
        ? LiveModel(version: ModelVersion(model: "popularity", version: 4), model: popularity) : nil,
      factors: isFactorsLive
        ? LiveModel(version: ModelVersion(model: "factorization", version: 2), model: try factors()) : nil)
  }

  static let catalog: CatalogSnapshot = {
    let editorial: [ItemIdentifier: UInt32] = [
      playlist(3): 0, podcast(2): 1, artist(30): 2, album(1): 3, playlist(1): 4,
    ]
    func item(_ identifier: ItemIdentifier, artist: ItemIdentifier? = nil, country: String? = nil) -> CatalogItem {
      CatalogItem(
        item: Item(identifier: identifier, artist: artist), title: "\(identifier)",
        editorialRank: editorial[identifier], country: country)
    }
    let artists = (1...30).map { item(artist($0), country: $0.isMultiple(of: 2) ? "SE" : "NO") }
    let albums = (1...5).map { item(album($0), artist: artist($0)) }
    let playlists = (1...5).map { item(playlist($0), country: "SE") }
    let podcasts = (1...10).map { item(podcast($0)) }
    let tracks = (1...3).map { item(track($0), artist: artist($0)) }
    return CatalogSnapshot(version: 9, items: artists + albums + playlists + podcasts + tracks)
  }()

  /// Overall artist 1 leads, in Sweden artist 20, and there among 25 to 34 artist 10. Iceland has too few listens to
  /// speak for itself.
  static let popularity: PopularityModel = {
    var counter = PopularityCounter(asOf: moment)
    func add(_ item: ItemIdentifier, _ listens: UInt32, _ country: String? = nil, _ ageBand: AgeBand? = nil) {
      counter.add(
        item, by: ListenerAttributes(ageBand: ageBand, country: country.flatMap(Country.init)), at: moment,
        listens: listens)
    }
    for number in 1...29 { add(artist(UInt64(number)), UInt32(2000 - 20 * number)) }
    add(artist(40), 5000)
    for number in 1...5 { add(playlist(UInt64(number)), UInt32(10 * number)) }
    for number in 1...10 { add(podcast(UInt64(number)), UInt32(100 - number)) }
    add(artist(20), 300, "SE", .from55)
    add(artist(18), 200, "SE", .from55)
    add(artist(10), 100, "SE", .from25to34)
    add(artist(29), 49, "IS")
    return counter.model()
  }()

  static func factors() throws -> FactorModel {
    var plays: [PlayCount] = []
    for listener in UInt32(0)..<40 {
      let isFirst = listener < 20
      for number in 0..<10 where (Int(listener) + number) % 3 != 0 {
        plays.append(
          PlayCount(listener: listener, item: artist(UInt64(number + (isFirst ? 1 : 11))), plays: 3))
        plays.append(
          PlayCount(listener: listener, item: podcast(UInt64(number / 2 + (isFirst ? 1 : 6))), plays: 2))
      }
    }
    var settings = FactorizationSettings()
    settings.factorCount = 4
    settings.sweepCount = 4
    return try Factorization.fit(try Interactions(plays), settings: settings)
  }

  static func artist(_ number: UInt64) -> ItemIdentifier { ItemIdentifier(.artist, number) }
  static func album(_ number: UInt64) -> ItemIdentifier { ItemIdentifier(.album, number) }
  static func playlist(_ number: UInt64) -> ItemIdentifier { ItemIdentifier(.playlist, number) }
  static func podcast(_ number: UInt64) -> ItemIdentifier { ItemIdentifier(.podcast, number) }
  static func track(_ number: UInt64) -> ItemIdentifier { ItemIdentifier(.track, number) }
}

extension Profile {
  /// The profile of somebody who did all this, a minute apart, the last thing at ``MadeCatalog/moment``.
  static func of(_ actions: [Event.Action]) -> Profile {
    var profile = Profile()
    for (index, action) in actions.enumerated() {
      let moment = MadeCatalog.moment.adding(seconds: 60 * Int64(index - actions.count + 1))
      profile.apply(Event(moment: moment, action: action))
    }
    return profile
  }
}

extension Event.Action {
  /// The item was heard in full.
  static func heard(_ item: ItemIdentifier, artist: ItemIdentifier? = nil) -> Event.Action {
    .listen(Listen(item: item, artist: artist, context: nil, genre: nil, playedSeconds: 200, totalSeconds: 200))
  }

  /// The listener is from there, and of that age.
  static func lives(_ country: String, _ ageBand: AgeBand? = nil) -> Event.Action {
    .account(ListenerAttributes(ageBand: ageBand, country: Country(country)))
  }
}
