import Testing

@testable import Hosting

@Suite("Configuration")
struct ConfigurationTests {
  @Test("Without any source every key has its default")
  func defaults() async throws {
    let (demo, hosting) = try await Start.configuration()
    #expect(try demo == DemoConfiguration(reading: .defaults))
    #expect(demo.cards == 8 && demo.share == 0.25 && !demo.isQuick && demo.color == .red && demo.note.isEmpty)
    #expect(hosting.port == 8_100 && hosting.host == "127.0.0.1" && hosting.portFile == nil)
  }

  @Test("A flag wins over the environment, that over the file, that over the default")
  func order() async throws {
    let file = #"{"demo": {"cardsMax": 1, "share": 1, "title": "file"}, "listen.port": 1}"#
    let environment = ["BANDSTAND_DEMO_CARDS_MAX": "2", "BANDSTAND_DEMO_SHARE": "0.5", "PATH": "/bin"]
    let (demo, hosting) = try await Start.configuration(
      ["--demo-cards-max", "3"], environment: environment, file: file)
    #expect(demo.cards == 3)
    #expect(demo.share == 0.5)
    #expect(demo.title == "file")
    #expect(hosting.port == 1)
    #expect(demo.color == .red)
  }

  @Test("Every kind of key reads the same from the three sources")
  func kinds() async throws {
    let flags = try await Start.configuration([
      "--demo-title=a,b c,", "--demo-quick", "--demo-color", "green", "--peers-other", "[::1]:80", "--demo-share",
      "0.125",
      "--demo-note=",
    ]).demo
    let environment = try await Start.configuration(environment: [
      "BANDSTAND_DEMO_TITLE": "a,b c,", "BANDSTAND_DEMO_QUICK": "true", "BANDSTAND_DEMO_COLOR": "green",
      "BANDSTAND_PEERS_OTHER": "[::1]:80", "BANDSTAND_DEMO_SHARE": "0.125",
    ]).demo
    let file = try await Start.configuration(
      file: """
        {"demo": {"title": "a,b c,", "quick": true, "color": "green", "share": 0.125}, "peers": {"other": "[::1]:80"}}
        """
    ).demo
    #expect(flags == environment)
    #expect(flags == file)
    #expect(flags.title == "a,b c," && flags.isQuick && "\(flags.peer)" == "[::1]:80")
  }

  @Test(
    "A wrong value names its key, its source, what it is and what it must be",
    arguments: [
      (
        "--demo-cards-max", "ten",
        "demo.cardsMax, from --demo-cards-max, is \"ten\"; it must be an integer from 1 to 100"
      ),
      (
        "--demo-cards-max", "101",
        "demo.cardsMax, from --demo-cards-max, is \"101\"; it must be an integer from 1 to 100"
      ),
      ("--demo-share", "nan", "demo.share, from --demo-share, is \"nan\"; it must be a number from 0.0 to 1.0"),
      ("--demo-share", "1,5", "demo.share, from --demo-share, is \"1,5\"; it must be a number from 0.0 to 1.0"),
      ("--demo-color", "blue", "demo.color, from --demo-color, is \"blue\"; it must be one of red, green"),
      ("--demo-title", "", "demo.title, from --demo-title, is \"\"; it must be a text of at most 4096 bytes"),
      (
        "--peers-other", "host:0",
        "peers.other, from --peers-other, is \"host:0\"; it must be a \"host:port\" with a port from 1 to"
          + " 65535, or replicas as \"ipv4:10.0.0.1:80,10.0.0.2:80\""
      ),
      (
        "--listen-port", "65536", "listen.port, from --listen-port, is \"65536\"; it must be an integer from 0 to 65535"
      ),
    ])
  func wrongFlag(flag: String, value: String, message: String) async {
    #expect(await Start.error([flag, value])?.description == message)
  }

  @Test("A wrong variable or file is named, even when a default would do")
  func wrongSource() async {
    let variable = await Start.error(environment: ["BANDSTAND_DEMO_QUICK": "perhaps"])
    #expect(
      variable?.description
        == "demo.quick, from the environment variable BANDSTAND_DEMO_QUICK, is \"perhaps\"; it must be true or false")
    let file = await Start.error(file: #"{"demo": {"cardsMax": "8"}}"#)?.description
    #expect(file?.hasPrefix("demo.cardsMax, from ") == true)
    #expect(file?.hasSuffix("is \"8\"; it must be an integer from 1 to 100") == true)
  }

  @Test("A file with a key that means nothing is refused, with the key that may be meant")
  func unknownFileKey() async {
    let error = await Start.error(file: #"{"demo": {"cardMax": 8}}"#)?.description
    #expect(
      error?.hasSuffix(
        "has a key demo.cardMax that means nothing here, did you mean demo.cardsMax?; --help lists them all") == true)
  }

  @Test(
    "A file that is no JSON object is refused, wherever it is cut",
    arguments: ["", "[]", "8", "null", "{", #"{"a" 1}"#, #"{"demo": {"cardsMax": 8}"#, "{\"demo\u{0}"])
  func brokenFile(text: String) async {
    guard case .unreadableFile? = await Start.error(file: text) else {
      Issue.record("\(text) was taken")
      return
    }
  }

  @Test("A file that is not there is named")
  func missingFile() async {
    let error = await Start.error(["--config", "/nowhere/demo.json"])?.description
    #expect(error == "the configuration file /nowhere/demo.json cannot be used: it cannot be read; is it there?")
  }
}
