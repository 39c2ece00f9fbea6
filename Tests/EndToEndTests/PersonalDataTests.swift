import Domain
import Features
import FoundationEssentials
import Masking
import Storage
import Support
import Testing

extension EndToEnd {
  /// What another system knew of people, against every byte that a whole run has left: stores, their logs, services' logs.
  @Suite("Personal data")
  struct PersonalDataTests {
    /// What is planted: a kind, and the text that must not be found.
    private func planted() throws -> [(kind: String, text: String)] {
      let rows = try String(contentsOfFile: "\(try EndToEnd.fleet.demo.run)/world/accounts.csv", encoding: .utf8)
        .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      #expect(rows.first?.prefix(6) == ["account", "name", "email", "date_of_birth", "latitude", "longitude"])
      let kinds = ["an account", "a name", "an e-mail address", "a date of birth", "a latitude", "a longitude"]
      var planted = rows.dropFirst().flatMap { row in zip(kinds, row).map { ($0, $1) } }
      // Somebody who is new signs up while the services run: no account of theirs is in the file.
      planted += (1...30).map { (kinds[0], "listener-\($0)") }
      planted += planted.filter { $0.0 == kinds[1] }.flatMap { name in
        name.1.split(separator: " ").map { ("a name", "\($0)") }
      }
      return planted
    }

    /// Everything that the run and the fleet wrote, but for what the other system gave.
    private func written() throws -> [(path: String, contents: [UInt8])] {
      let fleet = try EndToEnd.fleet
      let run = try TemporaryFolder.files(in: fleet.demo.run).filter { !$0.path.hasPrefix("world/") }
      let logs = try fleet.demo.folder.files().filter { !$0.path.contains("/") && $0.path.hasSuffix(".jsonl") }
      return run + logs
    }

    @Test(
      "No name, e-mail address, date of birth, coordinate or account of the source is in any store or log after a run")
    func none() async throws {
      let fleet = try EndToEnd.fleet
      #expect(fleet.demo.ending.output.contains("accounts.csv"))
      _ = try await fleet.fullPage()
      _ = try await fleet.bandstand("page", "listener-1", "--log")
      let refused = try await fleet.bandstand("page", "listener-1", "--cards", "1000")
      #expect(!refused.isSuccess)
      let (planted, written) = (try planted(), try written())
      #expect(planted.count > 200 && written.count > 20)
      for kind in [
        "objects/events/", "objects/pages/", "objects/datasets/", "logs/home", "online.sqlite", "bandstand.sqlite",
      ] {
        #expect(written.contains { $0.path.hasPrefix(kind) && !$0.contents.isEmpty }, "\(kind) was looked into")
      }
      for file in written {
        for (kind, text) in planted where ByteSearch.occurrences(of: Array(text.utf8), in: file.contents) > 0 {
          Issue.record("\(file.path) has \(kind): \(text)")
        }
      }
    }

    @Test("What may be known came through: the account's city by its coordinates, its age band by the date of birth")
    func known() async throws {
      let fleet = try EndToEnd.fleet
      let account = try await account(of: "listener-1")
      #expect(account?.attributes.ageBand != nil && account?.attributes.country != nil)
      #expect(account?.attributes.city?.isEmpty == false && account?.attributes.tier != nil)
      #expect(fleet.demo.ending.output.contains(/accounts\.csv: [0-9,]+ taken/))
    }

    @Test("A forgotten listener leaves no byte in any store, and comes back by no import, event or page")
    func forgotten() async throws {
      let fleet = try EndToEnd.fleet
      let pseudonym = Array(try pseudonym(of: "listener-3").description.utf8)
      #expect(try written().contains { ByteSearch.occurrences(of: pseudonym, in: $0.contents) > 0 })
      let ending = try await fleet.bandstand("forget", "listener-3")
      #expect(ending.isSuccess && ending.output.contains("Forgotten."), "\(ending)")
      for store in ["accounts", "profiles", "events", "pages", "datasets"] {
        #expect(ending.output.contains(store), "\(ending)")
      }
      #expect(try written().allSatisfy { ByteSearch.occurrences(of: pseudonym, in: $0.contents) == 0 })

      let again = try await fleet.importAccounts("\(fleet.demo.run)/world/accounts.csv")
      #expect(again.output.contains("forgottenListener"), "\(again)")
      #expect(try await account(of: "listener-3") == nil)
      #expect(try await fleet.bandstand("page", "listener-3", "--log").isSuccess)
      // Whatever home holds is written when it stops.
      #expect(try await fleet.stop(.home) == 0)
      try await fleet.start(.home)
      #expect(try written().allSatisfy { ByteSearch.occurrences(of: pseudonym, in: $0.contents) == 0 })
    }

    @Test("Listeners of a file are forgotten together, and what went of all of them is added up")
    func forgottenTogether() async throws {
      let fleet = try EndToEnd.fleet
      let folder = try TemporaryFolder()
      let file = try folder.write(
        "planted-10\r\n\"planted-11\" \r\n\n# one more\nplanted-12\nplanted-11\n", to: "accounts.txt")
      let accounts = (10...11).map { "planted-\($0),free" }.joined(separator: "\n")
      let made = try await fleet.importAccounts(try folder.write("account,tier\n\(accounts)\n", to: "made.csv"))
      #expect(made.isSuccess, "\(made)")
      let ending = try await fleet.bandstand("forget", "planted-10", "--file", file)
      #expect(!ending.isSuccess && ending.output.contains(/Nothing was known of these.+\n  planted-12\n/), "\(ending)")
      #expect(ending.output.contains("3 listeners forgotten, 1 of whom there was nothing to remove."), "\(ending)")
      #expect(ending.output.contains(/events +2 +0/) && ending.output.contains(/accounts +2 +0/), "\(ending)")
    }

    private func pseudonym(of account: String) throws -> ListenerIdentifier {
      let key = try MaskingKeyFile(path: "\(try EndToEnd.fleet.demo.run)/masking.key").read()
      return Pseudonyms(key: key).pseudonym(ofAccount: account)
    }

    private func account(of listener: String) async throws -> Account? {
      let database = try await SQLiteDatabase.open("\(try EndToEnd.fleet.demo.run)/bandstand.sqlite")
      return try await database.account(of: try pseudonym(of: listener))
    }
  }
}
