public import Features

/// How large a made world is, when it happens, and the seed that it all follows from.
///
/// Equal options make equal worlds, byte for byte, on any machine.
public struct WorldOptions: Hashable, Sendable {
  /// What all chance follows from.
  public var seed: UInt64
  /// How many listeners, 3 to 100,000: a heavy one, a light one and a brand-new one are always among them.
  public var listeners: Int
  /// How many tracks, 1 to 1,000,000; at least as many as albums.
  public var tracks: Int
  /// How many albums, 1 to 200,000.
  public var albums: Int
  /// How many artists, 1 to 100,000.
  public var artists: Int
  /// How many playlists, 1 to 20,000.
  public var playlists: Int
  /// How many podcasts, 1 to 20,000.
  public var podcasts: Int
  /// How many weeks of history, 1 to 52.
  public var weeks: Int
  /// When the history begins: a midnight UTC is best.
  public var start: Moment

  /// A world of the demo's size; change what should differ.
  ///
  /// Starts on Monday 2026-01-05 at midnight UTC.
  public init(
    seed: UInt64 = 1, listeners: Int = 400, tracks: Int = 2_500, albums: Int = 600, artists: Int = 300,
    playlists: Int = 150, podcasts: Int = 120, weeks: Int = 4, start: Moment = Moment(seconds: 1_767_571_200)
  ) {
    self.seed = seed
    self.listeners = listeners
    self.tracks = tracks
    self.albums = albums
    self.artists = artists
    self.playlists = playlists
    self.podcasts = podcasts
    self.weeks = weeks
    self.start = start
  }

  /// How many days of history.
  public var days: Int { weeks * 7 }

  /// When the history ends and the live days begin.
  public var end: Moment { start.adding(seconds: Int64(days) * 86_400) }

  /// Checks every option against its bounds.
  ///
  /// - Throws: ``SimulationError/option(name:got:allowed:)`` or ``SimulationError/tooFew(name:got:than:count:)``.
  public func check() throws(SimulationError) {
    let bounds: [(name: String, value: Int, allowed: ClosedRange<Int>)] = [
      ("listeners", listeners, 3...100_000), ("tracks", tracks, 1...1_000_000), ("albums", albums, 1...200_000),
      ("artists", artists, 1...100_000), ("playlists", playlists, 1...20_000), ("podcasts", podcasts, 1...20_000),
      ("weeks", weeks, 1...52),
    ]
    for (name, value, allowed) in bounds where !allowed.contains(value) {
      throw .option(name: name, got: value, allowed: allowed)
    }
    let seconds = 0...4_102_444_800
    let got = Int(start.seconds)
    guard seconds.contains(got) else { throw .option(name: "start (seconds)", got: got, allowed: seconds) }
    guard tracks >= albums else { throw .tooFew(name: "tracks", got: tracks, than: "albums", count: albums) }
  }
}
