import FoundationEssentials
import Support
import Testing

/// Commands that need no services.
@Suite("The command line")
struct CommandLineTests {
  @Test(
    "Help tells what a command does and how it is used",
    arguments: [
      "", "run", "page", "simulate", "simulate world", "simulate truth", "import", "import accounts", "import catalog",
      "import events",
      "import world", "import lastfm", "train", "models", "models list", "models roll-back", "validate",
      "validate alerts", "validate quarantine", "validate check", "validate accept", "evaluate",
      "evaluate candidates", "evaluate ranking", "features", "forget", "replay",
    ])
  func help(command: String) async throws {
    let ending = try await Bandstand.run(command.split(separator: " ").map(String.init) + ["--help"])
    #expect(ending.isSuccess, "\(ending)")
    #expect(ending.output.hasPrefix("OVERVIEW: "), "\(ending)")
    #expect(ending.output.contains("USAGE: bandstand \(command)"), "\(ending)")
    #expect(ending.output.split(separator: "\n").allSatisfy { $0.count <= 400 })
  }

  @Test(
    "A wrong argument is an error that names it, with status 64",
    arguments: [
      ("nothing", "nothing"), ("page", "<listener>"), ("page listener-1 --home nowhere", "nowhere"),
      ("page listener-1 --cards many", "many"), ("simulate", "<folder>"), ("validate check ranking.shortcuts", "<key>"),
      ("evaluate candidates", "--lastfm"), ("evaluate candidates --lastfm x --seeds 0", "--seeds"),
      ("train --moment soon", "soon"), ("simulate truth world listener-1 wind", "wind"),
    ])
  func wrongArguments(command: String, named: String) async throws {
    let ending = try await Bandstand.run(command.split(separator: " ").map(String.init))
    #expect(ending.status == 64, "\(ending)")
    #expect(ending.errors.contains(named), "\(ending)")
  }

  @Test("The same seed makes the same bytes, another seed another world")
  func simulate() async throws {
    let folder = try TemporaryFolder()
    for (name, seed) in [("a", "7"), ("b", "7"), ("c", "8")] {
      let ending = try await Bandstand.run([
        "simulate", folder.path(name), "--seed", seed, "--listeners", "4", "--weeks", "1",
      ])
      #expect(ending.isSuccess, "\(ending)")
      #expect(ending.output.contains(" items, "), "\(ending)")
    }
    for file in ["accounts.csv", "catalog.csv", "events.jsonl", "pages.jsonl", "world.json"] {
      let bytes = try ["a", "b", "c"].map { try Data(contentsOf: URL(filePath: folder.path("\($0)/\(file)"))) }
      #expect(!bytes[0].isEmpty)
      #expect(bytes[0] == bytes[1], "\(file) differs")
      #expect(bytes[0] != bytes[2], "\(file) does not depend on the seed")
    }
    try await truth(folder.path("a"))
  }

  /// A made world tells true chances, and says what it does not know.
  private func truth(_ world: String) async throws {
    let chance = try await Bandstand.run(["simulate", "truth", world, "listener-1", "artist:1"])
    #expect(chance.isSuccess, "\(chance)")
    let value = try #require(Double(chance.output.split(separator: "\n").joined()), "\(chance)")
    #expect(value > 0 && value < 1)
    #expect(try await Bandstand.run(["simulate", "truth", world, "listener-1", "artist:1"]).output == chance.output)
    let nobody = try await Bandstand.run(["simulate", "truth", world, "nobody", "artist:1"])
    #expect(!nobody.isSuccess)
    #expect(nobody.errors.contains("no listener \"nobody\""), "\(nobody)")
    let nothing = try await Bandstand.run(["simulate", "truth", world, "listener-1", "artist:99999999"])
    #expect(!nothing.isSuccess)
    #expect(nothing.errors.contains("no item \"artist:99999999\""), "\(nothing)")
  }

  @Test("Features are listed with range, unit, meaning and what a missing one means")
  func features() async throws {
    let ending = try await Bandstand.run(["features"])
    #expect(ending.isSuccess, "\(ending)")
    let lines = ending.output.split(separator: "\n")
    #expect(lines.first?.contains(/^\d+ features, fingerprint [0-9a-f]{32}$/) == true, "\(ending)")
    let count = try #require(lines.first?.split(separator: " ").first.flatMap { Int($0) })
    #expect(count > 80)
    #expect(lines.count == count + 3)
  }

  @Test("Features as JSON: an object a line, with what computes each and which trained shelves read it")
  func featureLines() async throws {
    let shelves = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/compose/shelves.json"
    let ending = try await Bandstand.run(["features", "--json", "--shelves", shelves])
    #expect(ending.isSuccess, "\(ending)")
    let lines = ending.output.split(separator: "\n")
    #expect(lines.count > 80)
    for line in lines {
      let feature = try JSONDecoder().decode(PrintedFeature.self, from: Data(line.utf8))
      #expect(!feature.meaning.isEmpty && feature.lowerBound < feature.upperBound && feature.usedIn.count == 4)
    }
  }
}

/// What the test reads of a printed feature.
private struct PrintedFeature: Decodable {
  let meaning: String
  let lowerBound: Float
  let upperBound: Float
  let usedIn: [String]

  private enum CodingKeys: String, CodingKey {
    case meaning
    case lowerBound = "lower_bound"
    case upperBound = "upper_bound"
    case usedIn = "used_in"
  }
}
