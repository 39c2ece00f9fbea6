import Testing

@testable import Hosting

@Suite("The command line of a service")
struct CommandLineTests {
  @Test(
    "A wrong word is told with what to do",
    arguments: [
      (
        ["--demo-cardsmax", "8"],
        "there is no flag --demo-cardsmax, did you mean --demo-cards-max?; --help lists them all"
      ),
      (["--surprise"], "there is no flag --surprise; --help lists them all"),
      (["--demo-cards-max"], "--demo-cards-max needs a value: an integer from 1 to 100"),
      (["--demo-cards-max", "--demo-quick"], "--demo-cards-max needs a value: an integer from 1 to 100"),
      (["--demo-share", "1", "--demo-share=1"], "--demo-share is given twice; give it once"),
      (["8"], "\"8\" belongs to no flag; flags are written --name value, and --help lists them all"),
      (
        ["--demo-title", "a", "b"],
        "\"b\" belongs to no flag; flags are written --name value, and --help lists them all"
      ),
      (["--config"], "--config needs a value: the path of a JSON file"),
    ])
  func wrong(arguments: [String], message: String) async {
    #expect(await Start.error(arguments)?.description == message)
  }

  @Test("A value may begin with dashes when an equals sign ties it to its flag")
  func dashes() async throws {
    #expect(try await Start.configuration(["--demo-title=--x=y"]).demo.title == "--x=y")
  }

  @Test(
    "A flag without a value is true, and true or false may follow it",
    arguments: [
      (["--demo-quick"], true), (["--demo-quick", "false"], false), (["--demo-quick=false"], false),
      (["--demo-quick", "true", "--demo-share", "1"], true), (["--demo-quick", "--demo-share", "1"], true),
    ])
  func flag(arguments: [String], isQuick: Bool) async throws {
    #expect(try await Start.configuration(arguments).demo.isQuick == isQuick)
  }

  @Test("Help tells every key with its flag, variable, place in a file, default and bounds")
  func help() async throws {
    guard case .print(let help) = try await Start.invocation(["--wrong", "--help"]) else {
      Issue.record("--help must win over every mistake")
      return
    }
    #expect(help.hasPrefix("demo: shows how a service is configured.\n"))
    #expect(
      help.contains(
        """
          --demo-cards-max INTEGER
              How many cards.
              Takes an integer from 1 to 100. Default: 8.
              Environment: BANDSTAND_DEMO_CARDS_MAX. File: demo.cardsMax.

        """))
    for key in DemoConfiguration.keys + HostingConfiguration.keys(port: 1) {
      #expect(help.contains("  \(key.flag)"))
      #expect(help.contains("Environment: \(key.environmentVariable). File: \(key.name)."))
    }
  }

  @Test("The version is one line")
  func version() async throws {
    guard case .print(let line) = try await Start.invocation(["--version"]) else {
      Issue.record("--version prints")
      return
    }
    #expect(line == "demo \(BandstandVersion.current)\n")
  }

  @Test("A probe reads the same configuration as the service it asks")
  func probe() async throws {
    guard case .probe(let hosting) = try await Start.invocation(["--probe", "--listen-port", "1"]) else {
      Issue.record("--probe probes")
      return
    }
    #expect(hosting.port == 1)
  }
}
