import Storage
import Support
import Testing

extension EndToEnd {
  @Suite("Bad files")
  struct BadFileTests {
    /// An event as a line of a file.
    private func line(_ name: String, _ rest: String) -> String {
      #"{"event": "file-\#(name)", "listener": "file-listener", "moment": 1768200000000, \#(rest)}"#
    }

    @Test("Of a file with good and bad lines each is taken, known already, or kept aside by its reason")
    func events() async throws {
      let fleet = try EndToEnd.fleet
      let folder = try TemporaryFolder()
      let lines = [
        line("1", #""kind": "like", "item": "track:1""#), "{not json", "[1, 2]", #""text""#,
        line("1", #""kind": "like", "item": "track:1""#),
        line("2", #""kind": "whistle", "item": "track:1""#),
        line("3", #""kind": "listen", "item": "track:1", "played_seconds": NaN, "total_seconds": 60"#),
        line("4", #""kind": "listen", "item": "track:1", "played_seconds": 1e999, "total_seconds": 60"#),
        line("5", #""kind": "like", "item": "track:4000000000""#),
        #"{"event": "file-6", "listener": "file-listener", "moment": "2099-01-01T00:00:00Z", "kind": "like", "#
          + #""item": "track:1"}"#,
        line("7", #""kind": "like", "item": """#),
        line(String(repeating: "8", count: 200), #""kind": "like", "item": "track:1""#),
      ]
      let file = try folder.write(lines.joined(separator: "\n") + "\n", to: "events.jsonl")
      let refused = try await fleet.importEvents(file)
      #expect(!refused.isSuccess)
      #expect(refused.errors.contains("10 of 12 lines cannot be used, over 1 % of them"), "\(refused)")
      let ending = try await fleet.importEvents(file, "--kept-aside-max", "100")
      #expect(ending.isSuccess, "\(ending)")
      #expect(ending.output.contains(/taken +1, of 2026-01-12/), "\(ending)")
      #expect(ending.output.contains(/taken before +1\n/), "\(ending)")
      #expect(ending.output.contains("malformedLine: 4, first at \(file):2"), "\(ending)")
      for reason in ["unknownKind", "futureMoment", "unknownItem", "badIdentifier", "nonFiniteNumber"] {
        #expect(ending.output.contains(reason), "\(reason) is not named: \(ending)")
      }
      let listed = try await fleet.bandstand("validate", "quarantine", "--reason", "futureMoment")
      #expect(listed.output.contains(/malformedLine +\S+events.jsonl:\d/), "\(listed)")
      #expect(listed.output.contains("\(file):10  futureMoment (moment): "), "\(listed)")
      let page = try await fleet.page(of: "file-listener")
      #expect(page.isSuccess, "\(page)")
      #expect(!page.output.contains(/\b(?:nan|inf)\b/), "\(page)")
    }

    @Test(
      "Events of a bucket are imported by its address",
      .enabled(if: S3Server.isInstalled, "python3-swift is not installed"))
    func bucket() async throws {
      let fleet = try EndToEnd.fleet
      try await S3Bucket.with { bucket in
        let (identifier, secret) = S3Server.credentials
        let store = try await S3ObjectStore.open(
          S3Address(bucket.address(prefix: "in")), as: S3Credentials(identifier: identifier, secret: secret))
        let lines = (0..<20).map { line("bucket-\($0)", #""kind": "like", "item": "track:1""#) }
        try await store.put(Array(lines.joined(separator: "\n").utf8), at: "day/events.jsonl")
        let ending = try await fleet.importEvents(
          bucket.address(prefix: "in"), "--prefix", "day/",
          environment: ["AWS_ACCESS_KEY_ID": identifier, "AWS_SECRET_ACCESS_KEY": secret])
        #expect(ending.isSuccess && ending.output.contains(/taken +20, of 2026-01-12/), "\(ending)")
        #expect(!ending.output.contains(secret), "\(ending)")
      }
    }

    @Test("Bytes that are no lines, and a line without an end, are counted as malformed")
    func garbage() async throws {
      let fleet = try EndToEnd.fleet
      let folder = try TemporaryFolder()
      let files = [
        try folder.write([0xfd, 0xfe, 0, 1, 2, 10, 0xc3, 0x28, 10], to: "bytes.jsonl"),
        try folder.write([UInt8](repeating: 97, count: 70_000), to: "long.jsonl"),
      ]
      for file in files {
        let ending = try await fleet.importEvents(file, "--kept-aside-max", "100")
        #expect(ending.isSuccess, "\(ending)")
        #expect(ending.output.contains(/taken +0\n/), "\(ending)")
        #expect(ending.output.contains(/(malformed|overlong)Line: \d, first at \S+:1/), "\(ending)")
      }
    }

    @Test("Rows of accounts that cannot be used are listed with file, line and reason, and nothing of them is kept")
    func accounts() async throws {
      let fleet = try EndToEnd.fleet
      let folder = try TemporaryFolder()
      let file = try folder.write(
        "account,name,email,dob,tier\nplanted-1,Ottilie Quast,quast@example.org,31.4.1977,free\n"
          + "planted-2,Ottilie Quast,quast@example.org,,Ottilie Quast\nplanted-3,Ottilie Quast,1977-04-03\n",
        to: "planted.csv")
      let refused = try await fleet.importAccounts(file)
      #expect(!refused.isSuccess && refused.errors.contains("3 of 3 lines cannot be used, over 1 %"), "\(refused)")
      let none = try await fleet.importAccounts(file, "--kept-aside-max", "100")
      #expect(!none.isSuccess && none.errors.contains("not one of the 3 lines"), "\(none)")
      let ending = try await fleet.importAccounts(file, "--kept-aside-max", "100", "--allow-empty")
      #expect(ending.isSuccess && ending.output.contains("kept aside: 3 lines"), "\(ending)")
      let listed = try await fleet.bandstand("validate", "quarantine", "--lines", "500")
      for place in ["2  badAttribute (date_of_birth)", "3  badAttribute (tier)", "4  malformedLine"] {
        #expect(listed.output.split(separator: "\n").count { $0.contains("\(file):\(place)") } == 1, "\(listed)")
      }
      for written in try TemporaryFolder.files(in: fleet.demo.run) where !written.path.hasPrefix("world/") {
        for secret in ["planted-1", "planted-2", "planted-3", "Quast", "quast@", "31.4.1977", "1977-04-03"] {
          let count = ByteSearch.occurrences(of: Array(secret.utf8), in: written.contents)
          #expect(count == 0, "\(written.path) has \(secret)")
        }
      }
    }

    @Test("Lines of a catalog that cannot be used are listed with file, line and reason; too many stop the import")
    func catalog() async throws {
      let fleet = try EndToEnd.fleet
      let folder = try TemporaryFolder()
      let file = try folder.write("item,title\ntrack:1,One\nsong:2,Two\ntrack:1,Again\n", to: "catalog.csv")
      let flags = [
        "--database", "sqlite:\(folder.path("other.sqlite"))", "--objects", "file:\(fleet.demo.run)/objects",
      ]
      let refused = try await Bandstand.run(["import", "catalog", file] + flags)
      #expect(!refused.isSuccess && refused.errors.contains("2 of 3 lines cannot be used, over 1 %"), "\(refused)")
      let ending = try await Bandstand.run(["import", "catalog", file, "--kept-aside-max", "70"] + flags)
      #expect(ending.isSuccess && ending.output.contains("1 items"), "\(ending)")
      let listed = try await fleet.bandstand("validate", "quarantine", "--lines", "500")
      for place in ["3  badItem (item)", "4  duplicateItem (item)"] {
        #expect(listed.output.split(separator: "\n").count { $0.contains("\(file):\(place)") } == 1, "\(listed)")
      }
    }

    @Test("An empty file, a missing one and a folder without any are errors that say so")
    func nothing() async throws {
      let fleet = try EndToEnd.fleet
      let folder = try TemporaryFolder()
      let empty = try await fleet.importEvents(try folder.write("", to: "empty.txt"))
      #expect(!empty.isSuccess)
      #expect(empty.errors.contains("empty.txt is empty"), "\(empty)")
      let missing = try await fleet.importEvents(folder.path("missing.jsonl"))
      #expect(!missing.isSuccess)
      #expect(missing.errors.contains("there is no file or folder"), "\(missing)")
      let none = try await fleet.importEvents(folder.path)
      #expect(!none.isSuccess)
      #expect(none.errors.contains("has no file that ends in .jsonl"), "\(none)")
      let database = "sqlite:\(folder.path("other.sqlite"))"
      let flags = ["--database", database, "--objects", "file:\(fleet.demo.run)/objects"]
      let catalog = try folder.write("item,title\rtrack:1,One\rtrack:2,Two\r", to: "catalog.csv")
      let made = try await Bandstand.run(["import", "catalog", catalog] + flags)
      #expect(made.isSuccess && made.output.contains("catalog version 1: 2 items"), "\(made)")
      let header = try folder.write("item,title\n", to: "header.csv")
      let refused = try await Bandstand.run(["import", "catalog", header] + flags)
      #expect(!refused.isSuccess && refused.errors.contains("has no rows"), "\(refused)")
      let emptied = try await Bandstand.run(["import", "catalog", header, "--allow-empty"] + flags)
      #expect(emptied.isSuccess && emptied.output.contains("catalog version 2: 0 items, 2 before"), "\(emptied)")
    }
  }
}
