import Domain
import Features
import Masking
import Support
import Testing

@testable import Intake
@testable import Storage

@Suite("Accounts from tables")
struct AccountReaderTests {
  private static let moment = Moment(seconds: 1_714_564_800)  // 2024-05-01

  private struct Outcome {
    var events: [EventDraft] = []
    var rejected: [String] = []
    var emptyCount = 0
  }

  private func read(
    _ source: TableSource, limit: QuarantineLimit = QuarantineLimit(share: 1), zone: ZoneOffset? = nil
  ) async throws -> Outcome {
    let objects = MemoryObjectStore()
    var reader = try await AccountReader(
      source, moment: Self.moment, zone: zone, allowsEmpty: true,
      quarantine: ImportQuarantine(objects: objects, received: Self.moment, limit: limit))
    var outcome = Outcome()
    while let events = try await reader.next() { outcome.events += events }
    let kept = try await QuarantineReader(objects: objects).read(days: 1, before: Self.moment, linesMax: .max)
    #expect(kept.tally.count == reader.unusable.count && kept.lines.allSatisfy { $0.source == reader.source })
    outcome.rejected = kept.lines.reversed().map {
      "\($0.line) \($0.rejection.reason.rawValue) \($0.rejection.field)"
    }
    outcome.emptyCount = reader.emptyCount
    return outcome
  }

  private func csv(
    _ text: String, limit: QuarantineLimit = QuarantineLimit(share: 1), zone: ZoneOffset? = nil
  ) async throws -> Outcome {
    let folder = try TemporaryFolder()
    return try await read(.csv(path: try folder.write(text, to: "accounts.csv")), limit: limit, zone: zone)
  }

  @Test(
    "A row becomes what may be known: age band, city, state and country, tier, platform; no personal column is kept")
  func masked() async throws {
    let outcome = try await csv(
      """
      accountId,Name,E-mail,dateOfBirth,LATITUDE,Longitude,tier,platform,updated_at,city
      u-1,"Lovelace, Ada",ada@example.org,1985-03-04,41.8827,-87.6233,Premium,PHONE,2024-01-02T03:04:05Z,12 Main Street
      u-2,,,,,,,,,
      u-3,,,2010-12-31,,,student,,1704164645,
      """)
    #expect(outcome.emptyCount == 1 && outcome.rejected.isEmpty)
    let (first, last) = (try #require(outcome.events.first), try #require(outcome.events.last))
    #expect(first.listener == "u-1" && first.kind == "account" && first.moment == .milliseconds(1_704_164_645_000))
    #expect(first.ageBand == "35to44" && first.city == "Chicago, Illinois" && first.country == "US")
    #expect(first.tier == "premium" && first.platform == "phone")
    #expect(last.ageBand == "under18" && last.tier == "student" && last.country == nil && last.city == nil)
    for secret in ["Lovelace", "ada@", "1985", "41.88", "-87.6", "Main Street"] {
      #expect(!"\(outcome.events)".contains(secret))
    }
  }

  @Test("The same row is the same event, and another row another")
  func identity() async throws {
    let text = "account,tier,updated\na,free,1704164645\na,free,1704164645\na,premium,1704164645\nb,free,1704164645\n"
    let events = try await csv(text).events.compactMap(\.event)
    #expect(events.count == 4 && Set(events).count == 3 && events[0] == events[1])
  }

  @Test(
    "Where there are no coordinates, a city counts that the gazetteer knows, and nothing else that people write there")
  func names() async throws {
    let outcome = try await csv(
      "id,city,country,lat,lon\n1,GOTHENBURG,se,,\n2,My secret address 7,SE,,\n3,Berlin,,,\n4,Berlin,DE,30,-45\n")
    #expect(outcome.events.map(\.city) == ["Gothenburg, Västra Götaland County", nil, "Berlin"])
    #expect(outcome.events.map(\.country) == ["SE", "SE", "DE"])
    #expect(outcome.emptyCount == 1)
  }

  @Test("Rows that cannot be used say where and why, and repeat nothing")
  func unusable() async throws {
    let outcome = try await csv(
      """
      account,dob,lat,lng,tier,platform,country,updated
      ,,,,free,,,
      2,03/04/1985,,,,,,
      3,2085-01-01,,,,,,
      4,,91,0,,,,
      5,,1,,,,,
      6,,,,gold,,,
      7,,,,,ada@example.org,,
      8,,,,,,Sweden,
      9,,,,free,,,2024-01-02 03:04:05
      10,,,,free
      11,,"x"y,,free,,,
      """)
    #expect(
      outcome.rejected == [
        "2 missingField account", "3 badAttribute date_of_birth", "4 badAttribute date_of_birth",
        "5 badAttribute latitude", "6 badAttribute latitude", "7 badAttribute tier", "8 badAttribute platform",
        "9 badAttribute country", "10 badMoment updated", "11 malformedLine ", "12 malformedLine ",
      ])
    let told = try await csv("account,tier,updated\n9,free,2024-01-02 03:04:05\n", zone: .utc)
    #expect(told.events.first?.moment == .milliseconds(1_704_164_645_000))
  }

  @Test("What is kept aside of unusable rows, and what is told of them, repeats nothing of them")
  func secrecy() async throws {
    let objects = MemoryObjectStore()
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "account,name,dob,lat,lon,platform,updated\nfeuer,,4.13.1985,,,,\nvogel,,,ada,lovelace,,\nwald,Turing,,,,ada@x,\n"
        + "stein,,,,,,born 1815\nquelle,Hopper,,,,,,,\n\"regen,\"x\",,,,,\n", to: "a.csv")
    var reader = try await AccountReader(
      .csv(path: path), moment: Self.moment, allowsEmpty: true, quarantine: Samples.quarantine(in: objects))
    while let events = try await reader.next() { #expect(events.isEmpty) }
    #expect(reader.unusable.count == 6)
    let keys = try await objects.list(prefix: "")
    #expect(keys.count == 1 && keys.allSatisfy { $0.hasPrefix("quarantine/") })
    let written = String(decoding: try await objects.get(keys[0]), as: UTF8.self)
    #expect(written.split(separator: "\n").count == 6 && written.contains("a.csv"))
    let secrets = ["1985", "1815", "ada", "lovelace", "Turing", "Hopper", "feuer", "vogel", "wald", "stein", "quelle"]
    for secret in secrets + ["regen"] {
      #expect(!written.contains(secret) && !reader.unusable.summary.joined().contains(secret), "\(secret)")
    }
  }

  @Test("What is kept aside is there when the import stops for it, and once when the import is begun again")
  func stopped() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("account,tier\na,gold\nb,free\n", to: "accounts.csv")
    let objects = MemoryObjectStore()
    for _ in 0..<2 {
      var reader = try await AccountReader(
        .csv(path: path), moment: Self.moment,
        quarantine: ImportQuarantine(objects: objects, received: Self.moment, limit: QuarantineLimit()))
      #expect(try await reader.next()?.count == 1)
      await #expect(throws: IntakeError.self) { try await reader.next() }
    }
    let kept = try await QuarantineReader(objects: objects).read(days: 1, before: Self.moment)
    #expect(kept.tally.count == 1 && kept.lines.map(\.line) == [2] && kept.lines.map(\.source) == [path])
  }

  @Test("Reading stops where more than the allowed share cannot be used")
  func limit() async throws {
    let rows = (0..<2000).map { $0 % 50 == 0 ? "\($0),gold" : "\($0),free" }.joined(separator: "\n")
    await #expect { try await csv("account,tier\n\(rows)\n", limit: QuarantineLimit()) } throws: { error in
      guard case .tooManyKeptAside(2000, 40, 0.01, let worst) = error as? IntakeError else { return false }
      return worst.contains("badAttribute")
    }
    #expect(try await csv("account,tier\n\(rows)\n", limit: QuarantineLimit(share: 0.02)).events.count == 1960)
  }

  @Test("A table without what is needed is refused and says so")
  func headers() async throws {
    await #expect(throws: IntakeError.self) { try await csv("name,tier\nx,free\n") }
    await #expect(throws: IntakeError.self) { try await csv("account,tier,TIER\nx,free,free\n") }
    await #expect(throws: IntakeError.self) { try await csv("") }
    await #expect(throws: StorageError.self) { try await read(.csv(path: "no/such.csv")) }
    #expect(throws: IntakeError.noTable(address: "postgres://h/d")) {
      try TableSource("postgres://u:p@h/d", table: nil)
    }
  }

  @Test("A PostgreSQL table gives what the CSV file of it gives", .enabled(if: PostgreSQLServer.isInstalled))
  func server() async throws {
    try await PostgreSQLServer.with { server in
      let address = try await server.newDatabase()
      try await server.query(
        """
        CREATE TABLE accounts (user_id int, name text, email text, dob date, lat float8, lon float8, plan text,
          updated_at timestamptz);
        INSERT INTO accounts VALUES (7, 'Ada', 'ada@example.org', '1985-03-04', 41.8827, -87.6233, 'family',
          '2024-01-02 03:04:05Z'), (8, NULL, NULL, NULL, NULL, NULL, 'gold', NULL);
        """, in: "test1")
      let stored = try await read(try TableSource(address, table: "accounts"))
      let filed = try await csv(
        "user id,dob,lat,lon,plan,updated_at\n7,1985-03-04,41.8827,-87.6233,family,2024-01-02T03:04:05Z\n8,,,,gold,\n")
      #expect(stored.events == filed.events && stored.events.count == 1)
      #expect(stored.rejected == ["2 badAttribute tier"])
    }
  }

  @Test("A catalog comes from a table as it comes from JSON lines")
  func catalog() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      """
      item,title,subtitle,artist,genre,released,length,editorial,country
      track:1,"One,  two",Somebody,artist:2,3,2024-05-01,200.5,,se
      artist:2,Somebody,,,,,,4,
      artist:2,Again,,,,,,,
      track:3,x,,,none,,,,
      """, to: "catalog.csv")
    let catalog = try await CatalogFile.read(.csv(path: path), quarantine: Samples.quarantine())
    #expect(catalog.items.map(\.title) == ["One, two", "Somebody"])
    #expect(catalog.items[0].item.releasedSeconds == 1_714_521_600 && catalog.items[0].item.lengthSeconds == 200.5)
    #expect(catalog.items[0].country == "SE" && catalog.items[1].editorialRank == 4)
    #expect(catalog.quarantined.entries.mapValues(\.line) == [.duplicateItem: 4, .badCount: 5])
  }
}
