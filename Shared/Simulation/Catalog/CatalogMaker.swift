import Domain
import Features

/// Makes up the catalog: artists first, then their albums and tracks, then playlists and podcasts.
struct CatalogMaker {
  let options: WorldOptions
  let map: TasteMap
  var titles = TitleGrammar()
  var artists: [MadeItem] = []
  var albums: [MadeItem] = []
  var tracks: [MadeItem] = []

  /// The share of artists that nobody ever comes upon: a catalog has items without a single listen.
  static let unheardShare = 0.04
  /// The share of albums that come out while the history runs.
  static let newShare = 0.06
  /// How much more attention those get than the artist's older ones.
  static let newAttention = 4.0

  /// A maker for these options, which have been checked.
  init(options: WorldOptions, map: TasteMap) {
    self.options = options
    self.map = map
  }

  /// The whole catalog, with the editors' list drawn at last.
  mutating func make() -> MadeCatalog {
    makeArtists()
    makeAlbums()
    makeTracks()
    gatherTracks()
    var playlists = makePlaylists()
    var podcasts = makePodcasts()
    rankForEditors(&playlists, &podcasts)
    return MadeCatalog(tracks: tracks, albums: albums, artists: artists, playlists: playlists, podcasts: podcasts)
  }

  /// Gives about one album, artist, playlist and podcast in twelve a place on the editors' list, in a drawn order.
  private mutating func rankForEditors(_ playlists: inout [MadeItem], _ podcasts: inout [MadeItem]) {
    var dice = Dice(seed: options.seed, "editors")
    let all = (albums + artists + playlists + podcasts).filter { $0.renown > 0 && $0.released < options.start }
    let chosen = dice.pick(min(40, all.count / 12 + 1), of: all.map(\.identifier))
    for (rank, item) in chosen.enumerated() {
      let index = Int(item.number) - 1
      let rank = UInt32(rank)
      switch item.kind {
      case .album: albums[index].catalog.editorialRank = rank
      case .artist: artists[index].catalog.editorialRank = rank
      case .playlist: playlists[index].catalog.editorialRank = rank
      case .podcast: podcasts[index].catalog.editorialRank = rank
      case .track: break
      }
    }
  }

  /// A moment before the history began: recent ones are likelier, the oldest is 30 years back.
  func releaseBeforeStart(_ dice: inout Dice) -> Int64 {
    let depth = dice.uniform()
    let days = Int64(20 + 10_900 * depth * depth * depth)
    return (options.start.day - days) * 86_400
  }
}
