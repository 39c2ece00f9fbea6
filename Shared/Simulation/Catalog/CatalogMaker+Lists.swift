import Domain
import Features

extension CatalogMaker {
  /// How many tracks a playlist has at most.
  static let playlistTracksMax = 30

  /// Playlists: a genre and a mood, of tracks that people know, from before the history.
  mutating func makePlaylists() -> [MadeItem] {
    var dice = Dice(seed: options.seed, "playlists")
    let known = tracks.filter { $0.renown > 0 && $0.released < options.start }
    var playlists: [MadeItem] = []
    for number in 1...options.playlists {
      let genre = dice.pick(Genre.allCases)
      let mood = dice.pick(Mood.allCases)
      let members = playlistTracks(genre, from: known, &dice)
      let taste = members.reduce(map[genre]) { $0.adding($1.taste, times: 0.05) }.blurred(by: 0.2, &dice)
      let seconds = members.reduce(Float(0)) { $0 + ($1.catalog.item.lengthSeconds ?? 0) }
      let item = Item(
        identifier: ItemIdentifier(.playlist, UInt64(number)), genre: genre.rawValue,
        releasedSeconds: releaseBeforeStart(&dice), lengthSeconds: seconds)
      let listed = CatalogItem(
        item: item, title: titles.playlist(genre, mood, &dice), subtitle: "by \(dice.pick(Words.people))")
      playlists.append(
        MadeItem(
          catalog: listed, taste: taste, quality: dice.normal(), renown: 0, tracks: members.map(\.identifier),
          mood: mood))
    }
    spreadRenown(over: &playlists, &dice)
    for index in playlists.indices where playlists[index].tracks.isEmpty { playlists[index].renown = 0 }
    return playlists
  }

  /// Podcasts: a topic, a publisher and a country.
  mutating func makePodcasts() -> [MadeItem] {
    var dice = Dice(seed: options.seed, "podcasts")
    let places = WeightedTable(Place.all.map(\.weight))
    var podcasts: [MadeItem] = []
    for number in 1...options.podcasts {
      let topic = dice.pick(Topic.allCases)
      let item = Item(
        identifier: ItemIdentifier(.podcast, UInt64(number)), genre: topic.rawValue,
        releasedSeconds: releaseBeforeStart(&dice), lengthSeconds: Float((dice.between(900, 3_600)).rounded()))
      let publisher = "\(dice.pick(Words.adjectives)) \(dice.pick(["Audio", "Radio", "Studios", "Media"]))"
      let listed = CatalogItem(
        item: item, title: titles.podcast(topic, &dice), subtitle: publisher,
        country: Place.all[places.draw(&dice) ?? 0].code)
      podcasts.append(
        MadeItem(catalog: listed, taste: map[topic].blurred(by: 0.25, &dice), quality: dice.normal(), renown: 0))
    }
    spreadRenown(over: &podcasts, &dice)
    for index in podcasts.indices where dice.chance(Self.unheardShare) { podcasts[index].renown = 0 }
    return podcasts
  }

  private func playlistTracks(_ genre: Genre, from known: [MadeItem], _ dice: inout Dice) -> [MadeItem] {
    let place = map[genre]
    var chosen: Set<ItemIdentifier> = []
    var members: [MadeItem] = []
    let size = 12 + dice.below(Self.playlistTracksMax - 11)
    for _ in 0..<(20 * size) where members.count < size && !known.isEmpty {
      let track = dice.pick(known)
      let fits = dice.chance(Curves.logistic(8 * (place.agreement(with: track.taste) - 0.6)))
      if fits, chosen.insert(track.identifier).inserted { members.append(track) }
    }
    return members
  }
}
