import Domain
import Features

extension CatalogMaker {
  /// Artists: a main genre, a little of a second one, and a direction of their own.
  mutating func makeArtists() {
    var dice = Dice(seed: options.seed, "artists")
    let genres = WeightedTable(Genre.allCases.indices.map(LongTail.weight(rank:)))
    let places = WeightedTable(Place.all.map(\.weight))
    for number in 1...options.artists {
      let genre = Genre.allCases[genres.draw(&dice) ?? 0]
      let taste = map[genre].adding(map[dice.pick(Genre.allCases)], times: 0.25).blurred(by: 0.5, &dice)
      let item = Item(identifier: ItemIdentifier(.artist, UInt64(number)), genre: genre.rawValue)
      let place = Place.all[places.draw(&dice) ?? 0]
      let listed = CatalogItem(
        item: item, title: titles.artist(genre, &dice), subtitle: genre.name, country: place.code)
      artists.append(MadeItem(catalog: listed, taste: taste, quality: dice.normal(), renown: 0))
    }
    spreadRenown(over: &artists, &dice)
    for index in artists.indices where dice.chance(Self.unheardShare) { artists[index].renown = 0 }
  }

  /// Albums: one for each artist as far as they go, the rest to the renowned; some come out during the history.
  mutating func makeAlbums() {
    var dice = Dice(seed: options.seed, "albums")
    let byRenown = WeightedTable(artists.map { $0.renown + 0.02 })
    for number in 1...options.albums {
      let artist = number <= artists.count ? artists[number - 1] : artists[byRenown.draw(&dice) ?? 0]
      var released = releaseBeforeStart(&dice)
      if number > 1, dice.chance(Self.newShare) {
        released = options.start.seconds + Int64(dice.below(max(1, options.days - 2))) * 86_400 + 3_600
      }
      let identifier = ItemIdentifier(.album, UInt64(number))
      let item = Item(
        identifier: identifier, artist: artist.identifier, genre: artist.catalog.item.genre, releasedSeconds: released)
      let listed = CatalogItem(
        item: item, title: titles.album(&dice), subtitle: artist.catalog.title, country: artist.catalog.country)
      let quality = 0.6 * artist.quality + 0.8 * dice.normal()
      let attention = released >= options.start.seconds ? Self.newAttention : 1
      let renown = artist.renown * dice.between(0.3, 1) * (1 + max(0, quality)) * attention
      albums.append(
        MadeItem(catalog: listed, taste: artist.taste.blurred(by: 0.2, &dice), quality: quality, renown: renown))
    }
  }

  /// Tracks: one for each album, the rest anywhere.
  mutating func makeTracks() {
    var dice = Dice(seed: options.seed, "tracks")
    for number in 1...options.tracks {
      let album = number <= albums.count ? number - 1 : dice.below(albums.count)
      let parent = albums[album]
      let genre = parent.catalog.item.genre.flatMap(Genre.init(rawValue:)) ?? .rock
      let identifier = ItemIdentifier(.track, UInt64(number))
      let seconds = (genre.trackSeconds * dice.between(0.6, 1.6)).rounded()
      let item = Item(
        identifier: identifier, artist: parent.catalog.item.artist, genre: genre.rawValue,
        releasedSeconds: parent.catalog.item.releasedSeconds, lengthSeconds: Float(seconds))
      let listed = CatalogItem(
        item: item, title: titles.track(genre, &dice), subtitle: parent.catalog.subtitle,
        country: parent.catalog.country)
      let quality = 0.7 * parent.quality + 0.7 * dice.normal()
      let renown = parent.renown * (0.2 + dice.uniform() * dice.uniform() * 3)
      tracks.append(
        MadeItem(catalog: listed, taste: parent.taste.blurred(by: 0.15, &dice), quality: quality, renown: renown))
      albums[album].tracks.append(identifier)
      let length = (albums[album].catalog.item.lengthSeconds ?? 0) + Float(seconds)
      albums[album].catalog.item.lengthSeconds = length
    }
  }

  /// Gives every artist their tracks, the most renowned first, and takes renown from those with none.
  mutating func gatherTracks() {
    for track in tracks {
      guard let artist = track.catalog.item.artist else { continue }
      artists[Int(artist.number) - 1].tracks.append(track.identifier)
    }
    for index in artists.indices {
      let byRenown = artists[index].tracks.sorted {
        (-tracks[Int($0.number) - 1].renown, $0) < (-tracks[Int($1.number) - 1].renown, $1)
      }
      artists[index].tracks = byRenown
      if byRenown.isEmpty { artists[index].renown = 0 }
    }
  }

  /// Sets long-tailed renown: partly by quality, mostly by luck.
  func spreadRenown(over items: inout [MadeItem], _ dice: inout Dice) {
    let weights = LongTail.weights(scores: items.map { 0.5 * $0.quality + dice.normal() })
    for index in items.indices { items[index].renown = weights[index] }
  }
}
