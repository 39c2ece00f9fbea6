public import Domain
import Features
import Masking

/// One item of the catalog as a line of JSON.
///
/// Fields: `item`, `title`, and if known `subtitle`, `artist`, `genre`, `released` (see `Masking.ReleaseText`) and `length` in seconds, `editorial` (rank
/// from 0), `country`.
public enum CatalogLine {
  /// The item's line, with its line break at the end.
  ///
  /// - Throws: A rejection when its length is not finite.
  public static func encode(_ item: CatalogItem) throws(Rejection) -> [UInt8] {
    var writer = JSONWriter()
    try writer.object { (writer) throws(Rejection) in
      writer.field("item", item.item.identifier.description)
      writer.field("title", item.title)
      if !item.subtitle.isEmpty { writer.field("subtitle", item.subtitle) }
      writer.field("artist", item.item.artist?.description)
      if let genre = item.item.genre { writer.field("genre", genre) }
      if let released = item.item.releasedSeconds {
        if let day = ReleaseText.day(unlessPlain: released) {
          writer.field("released", day)
        } else {
          writer.field("released", released)
        }
      }
      if let length = item.item.lengthSeconds { try writer.field("length", length) }
      if let rank = item.editorialRank { writer.field("editorial", rank) }
      writer.field("country", item.country)
    }
    writer.endLine()
    return writer.bytes
  }

  /// The item of a line, its texts normalised.
  ///
  /// - Throws: A rejection with the first thing that was wrong.
  public static func decode(_ line: [UInt8]) throws(Rejection) -> CatalogItem {
    try JSONReaders.read(line, as: CatalogRecord.Key.self) { (object) throws(Rejection) in
      try CatalogRecord(object).catalogItem()
    }
  }
}
