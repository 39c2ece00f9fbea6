import Domain
import Features

/// `world.json`: what a world is made again from, and the listeners of the demo.
struct WorldRecord: Codable {
  /// Raised when the same options make another world.
  static let currentFormat = 2

  private enum CodingKeys: String, CodingKey {
    case format, seed, listeners, tracks, albums, artists, playlists, podcasts, weeks
    case start = "start_milliseconds"
    case heavyListener = "heavy_listener"
    case lightListener = "light_listener"
    case newListener = "new_listener"
  }

  private var format = Self.currentFormat
  private let seed: UInt64
  private let listeners: Int
  private let tracks: Int
  private let albums: Int
  private let artists: Int
  private let playlists: Int
  private let podcasts: Int
  private let weeks: Int
  private let start: Moment
  private let heavyListener: ListenerIdentifier
  private let lightListener: ListenerIdentifier
  private let newListener: ListenerIdentifier

  /// The record of a world.
  init(_ world: World) {
    let options = world.options
    seed = options.seed
    listeners = options.listeners
    tracks = options.tracks
    albums = options.albums
    artists = options.artists
    playlists = options.playlists
    podcasts = options.podcasts
    weeks = options.weeks
    start = options.start
    heavyListener = world.heavyListener
    lightListener = world.lightListener
    newListener = world.newListener
  }

  /// Whether this release makes the same world of it.
  var isCurrent: Bool { format == Self.currentFormat }

  /// The options.
  var options: WorldOptions {
    WorldOptions(
      seed: seed, listeners: listeners, tracks: tracks, albums: albums, artists: artists, playlists: playlists,
      podcasts: podcasts, weeks: weeks, start: start)
  }
}
