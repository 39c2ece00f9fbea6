import Features
import Foundation
import Support
import Testing

@testable import Intake
@testable import Storage

@Suite("What an import reads")
struct ImportListingTests {
  private static func line(_ number: Int) -> String {
    #"{"event":"e\#(number)","listener":"a","moment":\#(Samples.received.milliseconds),"kind":"like","item":"track:1"}"#
      + "\n"
  }

  private func make(_ names: [String], in folder: TemporaryFolder) throws {
    for (number, name) in names.enumerated() {
      let parent = (folder.path(name) as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      try folder.write(Self.line(number), to: name)
    }
  }

  private func names(_ listing: ImportListing, _ folder: TemporaryFolder) -> [String] {
    listing.files.map { String($0.name.dropFirst(folder.path.count + 1)) }
  }

  @Test("A folder and those below it are read in the order of their paths; what else is there is named")
  func folders() async throws {
    let folder = try TemporaryFolder()
    let read = [
      "a b.jsonl", "a.JSONL", "a/z.jsonl", "b.ndjson.GZ", "d/d/d.jsonl.zst", "dt=2026-01-01/d.NDJSON", "é%20.jsonl",
    ]
    try make(read + ["notes.txt", "x.jsonl.xz", ".DS_Store", "_SUCCESS", "day/_part/x.crc"], in: folder)
    let listing = try await ImportListing.found(at: folder.path)
    #expect(names(listing, folder) == read.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(listing.missed.map { ($0.name as NSString).lastPathComponent } == ["notes.txt", "x.jsonl.xz"])
    #expect(listing.unread.count == 5)
    let store = try await ImportListing.found(at: "file:\(folder.path)")
    #expect(store.files.map(\.name) == listing.files.map { "file:" + $0.name } && store.missed.count == 2)
    let part = try await ImportListing.found(at: folder.path, prefix: "a")
    #expect(names(part, folder) == ["a b.jsonl", "a.JSONL", "a/z.jsonl"])
    let report = try await ImportStores().run(listing.files)
    #expect((report.files, report.lines, report.accepted) == (7, 7, 7))
  }

  @Test("Links to files are read; those to folders are named, and end nowhere when they lead back")
  func links() async throws {
    let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
    try make(["a/a.jsonl"], in: folder)
    try make(["b.jsonl"], in: other)
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder.path("a/loop"), withDestinationPath: folder.path)
    try manager.createSymbolicLink(atPath: folder.path("b.jsonl"), withDestinationPath: other.path("b.jsonl"))
    #expect(try await ImportListing.found(at: folder.path).missed.isEmpty)
    try manager.createSymbolicLink(atPath: folder.path("gone.jsonl"), withDestinationPath: folder.path("nobody"))
    try manager.createSymbolicLink(atPath: folder.path("out"), withDestinationPath: other.path)
    let listing = try await ImportListing.found(at: folder.path)
    #expect(names(listing, folder) == ["a/a.jsonl", "b.jsonl"])
    #expect(
      listing.unread.map { "\($0.reason) \($0.isExpected)" } == [
        "a link to a folder that is read by its own path true", "a link that leads nowhere false",
        "a link to another folder false",
      ])
  }

  @Test("A folder without anything to read says what it has instead")
  func nothing() async throws {
    let folder = try TemporaryFolder()
    await #expect(throws: IntakeError.self) { try await ImportListing.found(at: folder.path) }
    try make(["events.txt"], in: folder)
    let error = await #expect(throws: IntakeError.self) { try await ImportListing.found(at: folder.path) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("events.txt"))
    await #expect(throws: IntakeError.self) {
      try await ImportListing.found(in: MemoryObjectStore(), called: "memory:", prefix: "day/")
    }
    await #expect(throws: StorageError.notFound(what: "file or folder \(folder.path("x"))")) {
      try await ImportListing.found(at: folder.path("x"))
    }
  }

  @Test("A named pipe is read to its end, and not remembered: what comes through it is something else each time")
  func pipes() async throws {
    let folder = try TemporaryFolder()
    let stores = ImportStores()
    let made = unsafe mkfifo(folder.path("pipe"), 0o600)
    #expect(made == 0)
    for number in 0..<2 {
      let file = try folder.write((0..<3000).map { Self.line(3000 * number + $0) }.joined(), to: "lines")
      let writer = Process()
      writer.executableURL = URL(filePath: "/bin/sh")
      writer.arguments = ["-c", "\(number == 0 ? "cat" : "gzip -c") '\(file)' > '\(folder.path("pipe"))'"]
      try writer.run()
      let report = try await stores.run(try await ImportListing.found(at: folder.path("pipe")).files)
      #expect((report.lines, report.accepted, report.streams, report.filesKnown) == (3000, 3000, 1, 0))
      writer.waitUntilExit()
    }
  }

  @Test("A file that is no JSON lines is refused by what it is; single lines that are none are kept aside")
  func forms() async throws {
    let folder = try TemporaryFolder()
    for (text, said) in [
      ("event,listener,kind\ne1,a,like\n", "a table whose cells are separated by \",\""),
      ("event\tlistener\ne1\ta\n", "separated by tabs"), ("[{\"event\":\"e\"},\n", "one array of JSON"),
      (Self.line(1).replacing("\n", with: "\r") + Self.line(2).replacing("\n", with: "\r"), "carriage returns alone"),
    ] {
      let file = try folder.write(text, to: "x.jsonl")
      let error = await #expect(throws: IntakeError.self) {
        try await ImportStores().run(try await ImportListing.found(at: file).files)
      }
      #expect("\(error.map { "\($0)" } ?? "")".contains(said), "\(text)")
    }
    let number = try folder.write(
      #"{"event":"e1","listener":12345,"moment":1700000000000,"kind":"like","item":"track:1"}"#, to: "number.jsonl")
    let error = await #expect(throws: IntakeError.self) {
      try await ImportStores().run(try await ImportListing.found(at: number).files)
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("(listener) a text is needed"))
  }

  @Test(
    "Objects of a bucket are read whatever their keys hold, and others are named",
    .enabled(if: S3Server.isInstalled, "python3-swift is not installed"))
  func bucket() async throws {
    try await S3Bucket.with { bucket in
      let credentials = S3Credentials(
        identifier: S3Server.credentials.identifier, secret: S3Server.credentials.secret)
      let address = try S3Address(bucket.address(prefix: "in"))
      let store = try await S3ObjectStore.open(address, as: credentials)
      let client = S3Client(to: address, as: credentials, patience: .seconds(20))
      let keys = ["d/100%.jsonl", "d/a b+c.jsonl", "d/a&b=c.ndjson", "d/\u{FC}ber/\u{65E5}.jsonl", "d/notes (1).txt"]
      for (number, key) in keys.enumerated() {
        let body = Array(Self.line(number).utf8)
        #expect(try await client.send(S3Request("PUT", key, of: address, body: body)).isSuccess)
      }
      #expect(try await store.list(prefix: "d/").isEmpty)
      let listing = try await ImportListing.found(in: store, called: "bucket", prefix: "d/")
      #expect(listing.files.map(\.name) == keys.dropLast().map { "bucket/" + $0 })
      #expect(listing.missed.map(\.name) == ["bucket/d/notes (1).txt"])
      #expect(try await ImportStores().run(listing.files).accepted == 4)
      await #expect(throws: IntakeError.self) {
        try await ImportListing.found(in: store, called: "bucket", prefix: "other/")
      }
    }
  }
}
