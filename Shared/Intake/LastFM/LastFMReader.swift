public import Domain
import Features
import Storage

/// The listening counts of the Last.fm HetRec 2011 files; what could not be used is kept aside.
///
/// They have play counts and no times, so they become counts and nothing else: no event is made up.
public struct LastFMReader: Sendable {
  /// The artists of `artists.dat`, in the order of their lines. Each stands once.
  public private(set) var artists: [CatalogItem] = []
  /// The counts of `user_artists.dat`, in the order of their lines. Each pair of listener and artist stands once.
  public private(set) var plays: [LastFMPlays] = []
  /// Lines kept aside, by reason. Of what came twice the first stays.
  public var quarantined: QuarantineTally { quarantine.tally }
  private var quarantine: ImportQuarantine
  private var lines = 0
  private var artistsKnown: Set<ItemIdentifier> = []
  private var pairsKnown: Set<Pair> = []

  /// Reads `artists.dat` and `user_artists.dat` of a folder.
  ///
  /// - Parameter quarantine: Keeps lines that cannot be used.
  /// - Throws: `StorageError` when one is not there or cannot be read; ``IntakeError``, such as when too many lines cannot be used.
  public init(folder: String, quarantine: ImportQuarantine) async throws {
    self.quarantine = quarantine
    try await read("\(folder)/artists.dat", header: LastFMLine.artistsHeader) { (reader, bytes) throws(Rejection) in
      try reader.add(artist: try LastFMLine.artist(bytes))
    }
    try await read("\(folder)/user_artists.dat", header: LastFMLine.playsHeader) { (reader, bytes) throws(Rejection) in
      try reader.add(plays: try LastFMLine.plays(bytes))
    }
    try await self.quarantine.check(lines: lines, isEnd: true)
    guard !artists.isEmpty else { throw IntakeError.noRows(source: "\(folder)/artists.dat") }
  }

  /// What of an artist a line says is kept once.
  private mutating func add(artist: CatalogItem) throws(Rejection) {
    guard artistsKnown.insert(artist.item.identifier).inserted else {
      throw Rejection(.duplicateItem, field: "id", "\(artist.item.identifier) stands in an earlier line")
    }
    artists.append(artist)
  }

  private mutating func add(plays count: LastFMPlays) throws(Rejection) {
    guard artistsKnown.contains(count.artist) else {
      throw Rejection(.unknownItem, field: "artistID", "artists.dat has no \(count.artist)")
    }
    guard pairsKnown.insert(Pair(listener: count.listener, artist: count.artist)).inserted else {
      throw Rejection(
        .duplicateItem, field: "artistID", "\(count.artist) has a count of this listener in an earlier line")
    }
    plays.append(count)
  }

  /// Reads a file's lines, the first of which may be its header, and keeps aside those that are refused.
  private mutating func read(
    _ path: String, header: String, take: (inout LastFMReader, [UInt8]) throws(Rejection) -> Void
  ) async throws {
    var lines = try await JSONLinesReader.open(path)
    while let found = try await lines.next() {
      self.lines += found.count
      for line in found where line.number > 1 || LastFMLine.text(line.bytes) != header {
        do throws(Rejection) {
          try take(&self, try line.checked())
        } catch {
          quarantine.add(error, source: path, line: line.number)
        }
      }
      try await quarantine.check(lines: self.lines, isEnd: false)
    }
  }

  private struct Pair: Hashable {
    var listener: UInt32
    var artist: ItemIdentifier
  }
}
