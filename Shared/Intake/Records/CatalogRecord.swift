import Domain
import Features

/// The fields of a catalog's line or row, before they make an item.
struct CatalogRecord {
  var item: String
  var title: String
  var subtitle: String?
  var artist: String?
  var genre: UInt16?
  /// In seconds since 1970.
  var released: Int64?
  var length: Float?
  var editorial: UInt32?
  var country: String?

  /// The item that the fields make.
  func catalogItem() throws(Rejection) -> CatalogItem {
    let title = try TextRule.normalized(title, field: "title", bytesMax: CatalogItem.titleBytesMax)
    guard !title.isEmpty else { throw Rejection(.missingField, field: "title", "an item needs a title") }
    return CatalogItem(
      item: Item(
        identifier: try RecordRule.item(item, field: "item"), artist: try madeBy(), genre: try knownGenre(),
        releasedSeconds: released, lengthSeconds: try knownLength()),
      title: title,
      subtitle: try TextRule.normalized(subtitle ?? "", field: "subtitle", bytesMax: CatalogItem.titleBytesMax),
      editorialRank: editorial, country: try AttributeRule.assignedCountry(country)?.description)
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

  private func knownLength() throws(Rejection) -> Float? {
    guard let length else { return nil }
    do {
      return try DurationRule.total(Double(length))
    } catch {
      throw Rejection(error.reason, field: "length", error.message)
    }
  }
}

extension CatalogRecord {
  /// The fields of a line.
  init(_ object: borrowing JSONObject<Key>) throws(Rejection) {
    item = try object.required(.item, object.text(.item))
    title = try object.required(.title, object.text(.title))
    subtitle = try object.text(.subtitle)
    artist = try object.text(.artist)
    genre = try object.whole(.genre)
    released = try object.release(.released)
    length = try object.single(.length)
    editorial = try object.whole(.editorial)
    country = try object.text(.country)
  }

  /// The names of a catalog's line.
  enum Key: Int, JSONKey {
    case item, title, subtitle, artist, genre, released, length, editorial, country

    static let names: JSONNames = [
      "item", "title", "subtitle", "artist", "genre", "released", "length", "editorial", "country",
    ]
  }
}
