import Domain
import Features

/// The fields of a catalog's line, before they make an item.
struct CatalogRecord: Decodable {
  var item: String
  var title: String
  var subtitle: String?
  var artist: String?
  var genre: UInt16?
  var released: Int64?
  var length: Float?
  var editorial: UInt32?
  var country: String?

  private enum CodingKeys: String, CodingKey {
    case item, title, subtitle, artist, genre, released, length, editorial, country
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    item = try container.decode(String.self, forKey: .item)
    title = try container.decode(String.self, forKey: .title)
    subtitle = try container.decodeIfPresent(String.self, forKey: .subtitle)
    artist = try container.decodeIfPresent(String.self, forKey: .artist)
    genre = try container.number(UInt16.self, .genre)
    released = try container.number(Int64.self, .released)
    length = try container.number(Float.self, .length)
    editorial = try container.number(UInt32.self, .editorial)
    country = try container.decodeIfPresent(String.self, forKey: .country)
  }

  /// The item that the fields make.
  func catalogItem() throws(Rejection) -> CatalogItem {
    let title = try TextRule.normalized(title, field: "title", bytesMax: CatalogItem.titleBytesMax)
    guard !title.isEmpty else { throw Rejection(.missingField, field: "title", "an item needs a title") }
    return CatalogItem(
      item: Item(
        identifier: try RecordRule.item(item, field: "item"), artist: try madeBy(), genre: try knownGenre(),
        releasedSeconds: try knownRelease(), lengthSeconds: try knownLength()),
      title: title,
      subtitle: try TextRule.normalized(subtitle ?? "", field: "subtitle", bytesMax: CatalogItem.titleBytesMax),
      editorialRank: editorial, country: try AttributeRule.country(country)?.description)
  }

  private func madeBy() throws(Rejection) -> ItemIdentifier? {
    guard let artist = try RecordRule.optionalItem(TextRule.present(artist), field: "artist") else { return nil }
    guard artist.kind == .artist else { throw Rejection(.badItem, field: "artist", "\(artist) is not an artist") }
    return artist
  }

  private func knownGenre() throws(Rejection) -> UInt16? {
    if genre == 0 { throw Rejection(.badCount, field: "genre", "genres count from 1: leave out what is unknown") }
    return genre
  }

  private func knownRelease() throws(Rejection) -> Int64? {
    guard let released else { return nil }
    guard abs(Double(released)) <= Double(IntakeLimits.momentMillisecondsMax / 1000) else {
      throw Rejection(.badMoment, field: "released", "\(released) s is out of range: seconds since 1970 are needed")
    }
    return released
  }

  private func knownLength() throws(Rejection) -> Float? {
    guard let length else { return nil }
    do {
      return try DurationRule.total(Double(length))
    } catch {
      throw Rejection(error.reason, field: "length", error.message)
    }
  }
}
