import Domain
import Features
import Foundation
import Masking
import Policies
import Storage
import Support
import Synchronization
import Testing

@testable import Intake

@Suite("Importing events")
struct EventImportTests {
  @Test("Lines of plain and compressed files, of a folder and of a store, land by date and hour and in profiles, once")
  func sources() async throws {
    let folder = try TemporaryFolder()
    let lines = (0..<500).map { Self.line("e\($0)", "account-\($0 % 5)", hour: $0 % 3) }
    _ = try folder.write(lines[..<200].joined(separator: "\n"), to: "a.jsonl")
    _ = try folder.write(lines[200...].joined(separator: "\r\n") + "\r\n", to: "b.jsonl")
    try Self.compress(folder.path("b.jsonl"))
    let stores = ImportStores()
    let report = try await stores.run(try await ImportListing.found(at: folder.path).files)
    #expect((report.lines, report.accepted, report.files, report.duplicates) == (500, 500, 2, 0))
    #expect(report.keptAside.isEmpty && report.objects == 3)
    let keys = try await stores.objects.list(prefix: "events/")
    #expect(Set(keys.map { $0.split(separator: "/").prefix(3).joined(separator: "/") }).count == 3)
    #expect(try await stores.listens(of: "account-1") == 100)
    let bucket = try await FolderObjectStore.open(folder.path)
    let again = try await stores.run(try await ImportListing.found(in: bucket, called: "bucket").files)
    #expect((again.lines, again.accepted, again.duplicates) == (500, 0, 500))
  }

  @Test("Accounts are masked before anything is written")
  func masked() async throws {
    let stores = ImportStores()
    let pseudonyms = Pseudonyms(key: .made())
    var options = EventImportOptions()
    options.pseudonyms = pseudonyms
    options.keptAsideShareMax = 1
    let folder = try TemporaryFolder()
    let lines =
      [
        Self.line("e1", "jane.roe@example.com"), #"{"event":"e2","listener":"jane.roe@example.com","kind":"like"}"#,
        "{jane.roe", Self.click("e3", page: "jane.roe@example.com", shelf: "shows"),
        Self.click("e4", page: "p", shelf: "jane.roe@example.com"),
      ] + ["item", "context", "kind", "moment", "platform"].map { Self.stray($0, "jane.roe@example.com") }
    let file = try folder.write(lines.joined(separator: "\n"), to: "a.jsonl")
    let report = try await stores.run(try await ImportListing.found(at: file).files, options)
    #expect((report.accepted, report.keptAside.count) == (2, 8))
    #expect(!report.keptAside.summary.joined().contains("jane"))
    let pseudonym = pseudonyms.pseudonym(ofAccount: "jane.roe@example.com")
    #expect(try await ProfileStore(online: stores.online).profile(of: pseudonym)?.listens == 1)
    for key in try await stores.objects.list(prefix: "") {
      #expect(!String(decoding: try await stores.objects.get(key), as: UTF8.self).contains("jane.roe"), "\(key)")
    }
  }

  @Test("An import that is stopped anywhere goes on where it was, and every event counts once", arguments: 0..<6)
  func resumed(puts: Int) async throws {
    let stores = ImportStores(objects: SteeredObjectStore())
    let folder = try TemporaryFolder()
    for file in 0..<3 {
      let lines = (0..<400).map { Self.line("\(file)-\($0)", "account-\($0 % 40)", hour: $0 % 2) }
      _ = try folder.write(lines.joined(separator: "\n") + "\n", to: "\(file).jsonl")
      if file == 1 { try Self.compress(folder.path("1.jsonl")) }
    }
    var options = EventImportOptions()
    options.batchLinesMax = 100
    let files = try await ImportListing.found(at: folder.path).files
    await stores.failing?.fail([.put], after: puts)
    await #expect(throws: StorageError.self) { try await stores.run(files, options) }
    await stores.failing?.mend()
    let report = try await stores.run(files, options)
    #expect(report.keptAside.isEmpty)
    for account in 0..<40 { #expect(try await stores.listens(of: "account-\(account)") == 30) }
    let done = try await stores.run(files, options)
    #expect((done.filesKnown, done.lines) == (3, 0))
    options.isAnew = true
    let anew = try await stores.run(files, options)
    #expect((anew.filesKnown, anew.lines, anew.accepted, anew.duplicates) == (0, 1200, 0, 1200))
  }

  @Test("Wherever and however often an import was stopped, every profile has the same bytes", arguments: [false, true])
  func sameBytes(isCompressed: Bool) async throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    // Files of more than one piece, whose listeners' events come late: a profile depends on what is folded together.
    for file in 0..<3 {
      let lines = (0..<8_000).map { number in
        let account = "account-\(Int.random(in: 0..<60, using: &random))"
        return Self.line("\(file)-\(number)", account, hour: Int.random(in: 0..<9, using: &random))
          + String(repeating: " ", count: Int.random(in: 0..<150, using: &random))
      }
      _ = try folder.write(lines.joined(separator: "\n") + "\n", to: "\(file).jsonl")
      if isCompressed { try Self.compress(folder.path("\(file).jsonl")) }
    }
    let files = try await ImportListing.found(at: folder.path).files
    var options = EventImportOptions()
    options.batchLinesMax = 3_500
    let whole = ImportStores()
    _ = try await whole.run(files, options)
    let stopped = ImportStores(objects: SteeredObjectStore())
    var stops = 0
    while true {
      if stops < 12 { await stopped.failing?.fail([.put], after: Int.random(in: 0..<25, using: &random)) }
      do {
        _ = try await stopped.run(files, options)
        break
      } catch is StorageError {
        stops += 1
        await stopped.failing?.mend()
        try #require(stops < 20, "seed \(seed)")
      }
    }
    #expect(stops > 0, "seed \(seed)")
    for account in 0..<60 {
      let key = ProfileStore.profileKey(Samples.listener("account-\(account)"))
      let expected = try await whole.online.get(key)
      let found = try await stopped.online.get(key)
      #expect(expected != nil && expected == found, "seed \(seed), account \(account)")
    }
  }

  @Test(
    "Each unusable line is kept with its file, line and reason; a share above the limit stops the import, whatever its size"
  )
  func keptAside() async throws {
    let stores = ImportStores()
    let folder = try TemporaryFolder()
    var lines = (0..<200).map { Self.line("e\($0)", "a") }
    lines[99] = #"{"event":"x","listener":"a","moment":1700000000000,"kind":"dance"}"#
    lines[149] = "{\"event\":\"\u{FF}"
    let few = try folder.write(lines.joined(separator: "\n"), to: "few.jsonl")
    let report = try await stores.run(try await ImportListing.found(at: few).files)
    #expect((report.accepted, report.keptAside.count) == (198, 2))
    #expect(report.keptAside.entries[.unknownKind]?.line == 100)
    let listing = try await QuarantineReader(objects: stores.objects).read(days: 1, before: Samples.received)
    #expect(listing.tally.count == 2)
    #expect(
      listing.lines.map { "\($0.source.hasSuffix("few.jsonl")) \($0.line) \($0.rejection.reason)" } == [
        "true 150 malformedLine", "true 100 unknownKind",
      ])
    lines[3] = "[]"
    let many = try folder.write(lines.joined(separator: "\n"), to: "many.jsonl")
    let error = await #expect(throws: IntakeError.self) {
      try await stores.run(try await ImportListing.found(at: many).files)
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("3 of 200 lines cannot be used, over 1 % of them"))
    #expect("\(error.map { "\($0)" } ?? "")".contains("malformedLine: 2, first at \(many):4"))
    var options = EventImportOptions()
    options.keptAsideShareMax = 0.015
    #expect(try await stores.run(try await ImportListing.found(at: many).files, options).keptAside.count == 3)
  }

  @Test(
    "Files of a bucket are imported as those of a folder are, and an import into a bucket goes on where it was stopped",
    .enabled(if: S3Server.isInstalled, "python3-swift is not installed"))
  func bucket() async throws {
    try await S3Bucket.with { bucket in
      let credentials = S3Credentials(
        identifier: S3Server.credentials.identifier, secret: S3Server.credentials.secret)
      let source = try await S3ObjectStore.open(S3Address(bucket.address(prefix: "in")), as: credentials)
      let log = try await S3ObjectStore.open(S3Address(bucket.address(prefix: "log")), as: credentials)
      let folder = try TemporaryFolder()
      let lines = (0..<3000).map { Self.line("e\($0)", "account-\($0 % 5)", hour: $0 % 3) } + ["[]"]
      _ = try folder.write(lines[..<1000].joined(separator: "\n"), to: "a.jsonl")
      _ = try folder.write(lines[1000...].joined(separator: "\n"), to: "b.jsonl")
      try Self.compress(folder.path("b.jsonl"))
      for name in ["a.jsonl", "b.jsonl.zst"] {
        try await source.put(Array(try Data(contentsOf: URL(filePath: folder.path(name)))), at: "2026/\(name)")
      }
      try await source.put([1], at: "2025/other.jsonl")
      let files = try await ImportListing.found(in: source, called: bucket.address(prefix: "in"), prefix: "2026/").files
      let stores = ImportStores(objects: log)
      var options = EventImportOptions()
      options.batchLinesMax = 500
      options.keptAsideShareMax = 0
      await #expect(throws: IntakeError.self) { try await stores.run(files, options) }
      options.keptAsideShareMax = 1
      let report = try await stores.run(files, options)
      #expect(report.keptAside.count == 1)
      for account in 0..<5 { #expect(try await stores.listens(of: "account-\(account)") == 600) }
      var cursor = EventLogReader(objects: log).events(
        in: Moment(milliseconds: 0)..<Moment(milliseconds: IntakeLimits.momentMillisecondsMax))
      var count = 0
      while let hour = try await cursor.next() { count += hour.count }
      #expect(count == 3000 && cursor.report.duplicates == 0)
      let kept = try await QuarantineReader(objects: log).read(days: 1, before: Samples.received)
      #expect(kept.lines.first?.source.hasSuffix("2026/b.jsonl.zst") == true && kept.lines.first?.line == 2001)
      let again = try await stores.run(files, options)
      #expect((again.filesKnown, again.lines) == (2, 0))
    }
  }

  @Test("Compressed bytes that are cut or spoiled are told, with what became of what came before them")
  func badCompression() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write((0..<5000).map { Self.line("e\($0)", "a") }.joined(separator: "\n"), to: "a.jsonl")
    try Self.compress(folder.path("a.jsonl"))
    let whole = try Data(contentsOf: URL(filePath: folder.path("a.jsonl.zst")))
    for bytes in [Array(whole.prefix(whole.count / 2)), Array("not compressed at all, that is".utf8)] {
      let file = try folder.write(bytes, to: "bad.jsonl.zst")
      let stores = ImportStores()
      let error = await #expect(throws: IntakeError.self) {
        try await stores.run(try await ImportListing.found(at: file).files)
      }
      let message = error?.description ?? ""
      #expect(message.contains("bad.jsonl.zst cannot be decompressed"))
      #expect(message.contains("of the batch that this file stopped nothing is"))
      #expect(try await stores.listens(of: "a") == nil)
      // Written whole it is another file, and is read from its beginning.
      _ = try folder.write(Array(whole), to: "bad.jsonl.zst")
      #expect(try await stores.run(try await ImportListing.found(at: file).files).accepted == 5000)
    }
  }

  @Test("Lines come out as they stand, whatever pieces the bytes come in")
  func lines() throws {
    let text = Array("\u{FEFF}{a\r\n\n  \n{b\n\(String(repeating: "x", count: 40))\n{c}\r".utf8)
    let expected = ["1 {a", "2 blank", "3 blank", "4 {b", "5 overlong", "6 {c}"]
    for size in 1...text.count {
      var buffer = LineBuffer(lineBytesMax: 20)
      var found: [String] = []
      func note(_ line: LineBuffer.Line) {
        switch line {
        case .range(let range): found.append("\(buffer.number) \(String(decoding: buffer.bytes[range], as: UTF8.self))")
        case .blank: found.append("\(buffer.number) blank")
        case .overlong: found.append("\(buffer.number) overlong")
        }
      }
      for start in stride(from: 0, to: text.count, by: size) {
        buffer.add(Array(text[start..<min(start + size, text.count)]))
        while let line = buffer.next() { note(line) }
      }
      if let last = buffer.finish() { note(last) }
      #expect(found == expected, "pieces of \(size)")
      #expect(buffer.offset == text.count, "pieces of \(size)")
    }
  }

  private static func line(_ event: String, _ account: String, hour: Int = 0) -> String {
    let moment = Samples.received.milliseconds - Int64(hour) * 3_600_000
    return #"{"event":"\#(event)","listener":"\#(account)","moment":\#(moment),"kind":"listen","item":"track:1","#
      + #""played_seconds":\#(event.utf8.count)}"#
  }

  private static func click(_ event: String, page: String, shelf: String) -> String {
    #"{"event":"\#(event)","listener":"jane.roe@example.com","moment":\#(Samples.received.milliseconds),"kind":"click","#
      + #""item":"track:1","page":"\#(page)","shelf":"\#(shelf)"}"#
  }

  /// A line with a text in a field where it cannot be: of a name that stands twice the first counts.
  private static func stray(_ field: String, _ text: String) -> String {
    #"{"\#(field)":"\#(text)","event":"x","listener":"jane.roe@example.com","moment":\#(Samples.received.milliseconds),"#
      + #""kind":"listen","item":"track:1","played_seconds":3}"#
  }

  private static func compress(_ path: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/zstd")
    process.arguments = ["-q", "--rm", path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}

/// Stores in memory to import into.
struct ImportStores {
  var objects: any ObjectStore = MemoryObjectStore()
  let online = MemoryOnlineStore()
  let accounts = MemoryAccounts()

  var failing: SteeredObjectStore? { objects as? SteeredObjectStore }

  func run(_ files: [ImportFile], _ options: EventImportOptions = EventImportOptions()) async throws -> ImportReport {
    try await EventImport(
      files: files, objects: objects, online: online, accounts: accounts, catalog: Samples.catalog,
      options: options, now: { Samples.received }
    ).run()
  }

  func listens(of account: String) async throws -> UInt32? {
    try await ProfileStore(online: online).profile(of: Samples.listener(account))?.listens
  }
}
