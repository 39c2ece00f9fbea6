import Domain
import Features

/// `world.json`: what a world is made again from.
struct WorldRecord: Decodable {
  /// Raised when the same options make another world.
  static let currentFormat = 1

  private enum CodingKeys: String, CodingKey {
    case format, seed, listeners, tracks, albums, artists, playlists, podcasts, weeks, start
  }

  /// The options.
  let options: WorldOptions
  /// The line of the file.
  let line: JSONLine

  /// The record of a world.
  init(_ world: World) {
    options = world.options
    var line = JSONLine()
    line.add("format", number: Self.currentFormat)
    line.add("seed", number: options.seed)
    line.add("listeners", number: options.listeners)
    line.add("tracks", number: options.tracks)
    line.add("albums", number: options.albums)
    line.add("artists", number: options.artists)
    line.add("playlists", number: options.playlists)
    line.add("podcasts", number: options.podcasts)
    line.add("weeks", number: options.weeks)
    line.add("start", number: options.start.milliseconds)
    line.add("heavy_listener", world.heavyListener.description)
    line.add("light_listener", world.lightListener.description)
    line.add("new_listener", world.newListener.description)
    self.line = line
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let format = try values.decode(Int.self, forKey: .format)
    guard format == Self.currentFormat else {
      throw DecodingError.dataCorruptedError(
        forKey: .format, in: values,
        debugDescription: "format \(format) is of another release; this one makes \(Self.currentFormat)")
    }
    options = WorldOptions(
      seed: try values.decode(UInt64.self, forKey: .seed), listeners: try values.decode(Int.self, forKey: .listeners),
      tracks: try values.decode(Int.self, forKey: .tracks), albums: try values.decode(Int.self, forKey: .albums),
      artists: try values.decode(Int.self, forKey: .artists),
      playlists: try values.decode(Int.self, forKey: .playlists),
      podcasts: try values.decode(Int.self, forKey: .podcasts), weeks: try values.decode(Int.self, forKey: .weeks),
      start: try values.decode(Moment.self, forKey: .start))
    line = JSONLine()
  }
}
