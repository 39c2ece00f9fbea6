import ArgumentParser
import Features
import Masking

/// Moments of the command line, read as those of files are.
enum MomentOption {
  /// The milliseconds since 1970 of a moment's text.
  ///
  /// - Throws: `ValidationError`, which says what is wrong with the text.
  static func milliseconds(_ text: String) throws -> Int64 {
    do {
      return try TimestampText.moment(text).milliseconds
    } catch {
      throw ValidationError("\(error)")
    }
  }
}
