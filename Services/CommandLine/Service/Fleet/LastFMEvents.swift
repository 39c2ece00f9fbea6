import Features
import Hosting
import Intake
import Messages

/// The Last.fm counts as events: one "counted" event a pair, as of the moment they are told.
enum LastFMEvents {
  /// All counts, in the order of the file. Sent again, they are the same events and change nothing.
  static func events(of data: LastFMReader, told: Moment = .now) -> [Wire.Event] {
    data.plays.map { plays in
      Wire.Event(
        event: "lastfm-\(plays.listener)-\(plays.artist.number)", listener: listener(plays.listener),
        momentMilliseconds: told.milliseconds, kind: "counted", item: plays.artist.description,
        plays: UInt64(plays.plays))
    }
  }

  /// The pseudonym of a listener of the files.
  static func listener(_ number: UInt32) -> String { "lastfm-\(number)" }
}
