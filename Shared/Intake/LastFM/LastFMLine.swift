import Domain
import Features

/// One line of the Last.fm HetRec files: fields between tabs.
enum LastFMLine {
  static let playsHeader = "userID\tartistID\tweight"
  static let artistsHeader = "id\tname\turl\tpictureURL"

  /// A line's text: UTF-8 if it is that, else Latin-1, in which every byte is a letter. The files mix both.
  static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var scalars = String.UnicodeScalarView()
    for byte in bytes { scalars.append(Unicode.Scalar(byte)) }
    return String(scalars)
  }

  /// A line of `user_artists.dat`: listener, artist, plays.
  static func plays(_ bytes: [UInt8]) throws(Rejection) -> LastFMPlays {
    let fields = try fields(bytes, count: 3)
    guard let listener = UInt32(fields[0]) else {
      throw Rejection(.badListener, field: "userID", "not a whole number of at most 32 bits")
    }
    let artist = try artist(fields[1], field: "artistID")
    guard let plays = UInt32(fields[2]), plays > 0 else {
      throw Rejection(.badCount, field: "weight", "a whole number from 1 to \(UInt32.max) is needed")
    }
    return LastFMPlays(listener: listener, artist: artist, plays: plays)
  }

  /// A line of `artists.dat`: number, name, and two addresses that are not kept.
  static func artist(_ bytes: [UInt8]) throws(Rejection) -> CatalogItem {
    let fields = try fields(bytes, count: 4)
    let identifier = try artist(fields[0], field: "id")
    let name = try TextRule.normalized(fields[1], field: "name", bytesMax: CatalogItem.titleBytesMax)
    guard !name.isEmpty else { throw .missing("name", of: "an artist") }
    return CatalogItem(item: Item(identifier: identifier), title: name)
  }

  private static func artist(_ text: String, field: String) throws(Rejection) -> ItemIdentifier {
    guard let item = ItemIdentifier("artist:\(text)") else {
      throw Rejection(.badItem, field: field, "\(TextShape.of(text)), which are not an artist's number")
    }
    return item
  }

  private static func fields(_ bytes: [UInt8], count: Int) throws(Rejection) -> [String] {
    let fields = text(bytes).split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
    guard fields.count == count else {
      throw Rejection(.malformedLine, "\(count) fields between tabs are needed, \(fields.count) are there")
    }
    return fields
  }
}
