import Domain
import Features
import FoundationEssentials
import Intake
import Storage
import Testing

@Suite("Last.fm files")
struct LastFMReaderTests {
  @Test("Counts and names are read with their line ends, in UTF-8 and in Latin-1, line by line")
  func readsBothEncodings() async throws {
    var artists = Array("id\tname\turl\tpictureURL\r\n1\tBj\u{f6}rk\tu\tp\r\n2\tSigur R".utf8)
    artists += [0xF3, UInt8(ascii: "s")] + Array("\tu\tp\r\n".utf8)
    let files = try await read(artists: artists, plays: "userID\tartistID\tweight\r\n2\t1\t13883\r\n7\t2\t1\r\n")
    #expect(files.artists.map(\.title) == ["Bj\u{f6}rk", "Sigur R\u{f3}s"])
    #expect(
      files.plays == [
        LastFMPlays(listener: 2, artist: ItemIdentifier(.artist, 1), plays: 13_883),
        LastFMPlays(listener: 7, artist: ItemIdentifier(.artist, 2), plays: 1),
      ])
    #expect(files.quarantined.isEmpty)
  }

  @Test("Every line that cannot be used is counted by its reason, with where it stood")
  func quarantines() async throws {
    let artists = "id\tname\turl\tpictureURL\n1\tA\tu\tp\n1\tB\tu\tp\nx\tC\tu\tp\n3\t \tu\tp\n4\tD\n"
    let plays = """
      userID\tartistID\tweight
      2\t1\t5
      2\t1\t6
      2\t1
      -1\t1\t5
      2\t99\t5
      2\t-1\t5
      3\t1\t0
      3\t1\t99999999999
      3\t1\tNaN
      """
    let objects = MemoryObjectStore()
    let files = try await read(artists: Array(artists.utf8), plays: plays, objects: objects)
    #expect(files.artists.count == 1)
    #expect(files.plays.count == 1)
    let counts = files.quarantined.entries.mapValues(\.count)
    #expect(
      counts == [
        .duplicateItem: 2, .badItem: 2, .missingField: 1, .malformedLine: 2, .badListener: 1, .unknownItem: 1,
        .badCount: 3,
      ])
    #expect(files.quarantined.entries[.unknownItem]?.line == 6)
    let kept = try await QuarantineReader(objects: objects).read(days: 1, before: Samples.received)
    #expect(kept.tally.count == 12)
    #expect(kept.lines.contains { $0.rejection.reason == .unknownItem && $0.line == 6 })
  }

  @Test("More lines that cannot be used than may be are an error, behind which they can be read")
  func tooMany() async throws {
    let objects = MemoryObjectStore()
    await #expect(throws: IntakeError.self) {
      try await self.read(
        artists: Array("1\tA\tu\tp\n".utf8), plays: "2\t1\t5\nnothing\n", objects: objects,
        shareMax: IntakeLimits.keptAsideShareMaxDefault)
    }
    let kept = try await QuarantineReader(objects: objects).read(days: 1, before: Samples.received)
    #expect(kept.tally.entries[.malformedLine]?.count == 1)
  }

  @Test("A folder without the files, and an empty file, are clear errors")
  func absentFiles() async throws {
    await #expect(throws: (any Error).self) {
      try await LastFMReader(folder: "/nonexistent", quarantine: Samples.quarantine())
    }
    await #expect(throws: IntakeError.self) { try await self.read(artists: [], plays: "") }
  }

  // Skipped where the real files are not at hand: they are not ours to commit.
  @Test("The real files are read whole", .enabled(if: LastFMFolder.isPresent))
  func realFiles() async throws {
    let files = try await LastFMReader(folder: LastFMFolder.path, quarantine: Samples.quarantine())
    #expect(files.plays.count == 92_834)
    #expect(files.artists.count == 17_632)
    #expect(files.plays.reduce(0) { $0 + UInt64($1.plays) } == 69_183_975)
    #expect(Set(files.plays.map(\.listener)).count == 1_892)
    #expect(files.quarantined.isEmpty)
  }

  private func read(
    artists: [UInt8], plays: String, objects: any ObjectStore = MemoryObjectStore(), shareMax: Double = 1
  ) async throws -> LastFMReader {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lastfm-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(artists).write(to: folder.appendingPathComponent("artists.dat"))
    try Data(plays.utf8).write(to: folder.appendingPathComponent("user_artists.dat"))
    return try await LastFMReader(
      folder: folder.path, quarantine: Samples.quarantine(in: objects, shareMax: shareMax))
  }
}

/// The real files, beside the repository where the project is worked on.
enum LastFMFolder {
  static let path =
    "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    + "/shared/data/lastfm-hetrec2011"
  static var isPresent: Bool { FileManager.default.fileExists(atPath: path + "/artists.dat") }
}
