import Domain
import Features
import Messages
import ModelWatching
import Models

/// A small house: a catalog, shelves and models.
enum MadeHome {
  static let moment = Moment(seconds: 1_700_000_000)
  static let allTime = Moment(milliseconds: 0)..<Moment(seconds: 4_000_000_000)

  static let catalog: CatalogSnapshot = {
    let artists = (1...40).map { CatalogItem(item: Item(identifier: artist($0)), title: "Artist \($0)", country: "SE") }
    let albums = (1...6).map { number in
      CatalogItem(
        item: Item(identifier: ItemIdentifier(.album, number), artist: artist(number)), title: "Album \(number)",
        subtitle: "Artist \(number)", editorialRank: UInt32(number))
    }
    let playlists = (1...8).map { number in
      CatalogItem(
        item: Item(identifier: ItemIdentifier(.playlist, number)), title: "Playlist \(number)",
        editorialRank: UInt32(10 + number))
    }
    let podcasts = (1...4).map {
      CatalogItem(item: Item(identifier: ItemIdentifier(.podcast, $0)), title: "Show \($0)")
    }
    let tracks = (1...9).map { number in
      CatalogItem(
        item: Item(identifier: ItemIdentifier(.track, number), artist: artist(number), lengthSeconds: 200),
        title: "Track \(number)")
    }
    return CatalogSnapshot(version: 5, items: artists + albums + playlists + podcasts + tracks)
  }()

  static let shelves: Shelves = {
    let json = """
      [\(shelf("shortcuts", ["artist", "album", "podcast"], ["recentlyHeard"], #""familiar": true,"#, isRanked: true)),
      \(shelf("new", ["playlist"], ["popularity"], #""listensBelow": 3,"#, isRanked: true)),
      \(shelf("artists", ["artist"], ["factorization", "popularity"], #""familiar": false,"#, isRanked: true)),
      \(shelf("near", ["artist", "playlist"], ["rule"])),
      \(shelf("editors", ["album", "playlist", "artist"], ["editorial"]))]
      """
    do { return try Shelves(json: Array(json.utf8)) } catch { preconditionFailure("\(error)") }
  }()

  private static func shelf(
    _ name: String, _ kinds: [String], _ sources: [String], _ extra: String = "", isRanked: Bool = false
  ) -> String {
    let model = """
      "model": "ranking.\(name)", "epsilon": 0.5,
      "gate": {"withinSlateAreaUnderCurveMin": 0, "gainOverPopularityMin": 0, "impressionsMin": 0},
      """
    return """
      {"shelf": "\(name)", "title": "The \(name) shelf", "reason": "because of \(name)", "kinds": \(kinds),
      "sources": \(sources), \(extra) \(isRanked ? model : #""epsilon": 0,"#) "candidatesMax": 50, "cardsMax": 4}
      """
  }

  /// All that the stages serve by.
  struct LiveParts: Sendable {
    var popularity: LiveModel<PopularityModel>?
    var factors: LiveModel<FactorModel>?
    var ranking: [String: LiveModel<LogisticModel>] = [:]
  }

  static func models(isLive: Bool) throws -> LiveParts {
    guard isLive else { return LiveParts() }
    var counter = PopularityCounter(asOf: moment)
    for item in catalog.items where item.item.identifier.kind != .track {
      let number = UInt32(item.item.identifier.number)
      counter.add(item.item.identifier, by: ListenerAttributes(), at: moment, listens: 1000 - 10 * number)
    }
    var plays: [PlayCount] = []
    for listener in UInt32(0)..<20 {
      for number in 1...20 where (Int(listener) + number) % 3 != 0 {
        plays.append(PlayCount(listener: listener, item: artist(UInt64(number)), plays: 2))
      }
    }
    var settings = FactorizationSettings()
    settings.factorCount = 2
    settings.sweepCount = 2
    var parts = LiveParts()
    parts.popularity = LiveModel(version: ModelVersion(model: "popularity", version: 1), model: counter.model())
    parts.factors = LiveModel(
      version: ModelVersion(model: "factorization", version: 2),
      model: try Factorization.fit(try Interactions(plays), settings: settings))
    for name in ["ranking.shortcuts", "ranking.new", "ranking.artists"] {
      parts.ranking[name] = LiveModel(version: ModelVersion(model: name, version: 3), model: try ranker())
    }
    return parts
  }

  /// Prefers what stands late in its source's list.
  private static func ranker() throws -> LogisticModel {
    let set = FeatureSet.standard
    let count = set.definitions.count
    let values = (0..<20).flatMap { row in
      set.definitions.map { $0.name == "pair.sourcePosition" ? Float(row) / 10 : 0 }
    }
    let rows = try LabelledRows(
      columnCount: count, values: values, missing: Array(repeating: 0, count: 20 * ((count + 7) / 8)),
      labels: (0..<20).map { $0 >= 10 })
    return try LogisticModel(fitting: rows, names: set.definitions.map(\.name), fingerprint: set.fingerprint)
  }

  static func artist(_ number: UInt64) -> ItemIdentifier { ItemIdentifier(.artist, number) }

  /// A listen in full, so many seconds before the made moment.
  static func listen(
    _ event: String, _ listener: String, _ item: String, context: String = "", secondsBefore: Int64 = 0
  ) -> Wire.Event {
    Wire.Event(
      event: event, listener: listener, momentMilliseconds: moment.adding(seconds: -secondsBefore).milliseconds,
      kind: "listen", item: item, context: context, playedSeconds: 200, totalSeconds: 200)
  }

  /// Another kind of event about an item.
  static func event(
    _ event: String, _ listener: String, _ kind: String, _ item: String, secondsBefore: Int64 = 0
  ) -> Wire.Event {
    Wire.Event(
      event: event, listener: listener, momentMilliseconds: moment.adding(seconds: -secondsBefore).milliseconds,
      kind: kind, item: item)
  }

  /// A listener with some history: artists 1 to 5 by their tracks, and albums 1 and 2.
  static func history(of listener: String) -> [Wire.Event] {
    (1...5).map { number in
      listen(
        "\(listener)-\(number)", listener, "track:\(number)", context: number < 3 ? "album:\(number)" : "",
        secondsBefore: 86_400 - Int64(number))
    }
  }
}
