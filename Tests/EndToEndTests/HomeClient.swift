import FoundationEssentials
import Subprocess
import Support
import SystemPackage

/// A client of home in Python: the official gRPC packages, stubs from grpcio-tools.
struct HomeClient {
  private let python: String
  private let stubs: String
  private let folder: TemporaryFolder
  private let address: String

  /// What gRPC's own clients in Python need.
  static let packages =
    ["grpcio", "grpcio-health-checking", "grpcio-reflection", "grpcio-tools"].map { "\($0)==1.76.0" } + [
      "protobuf==6.33.1"
    ]

  /// A client of the home service that listens there.
  init(address: String) async throws {
    self.address = address
    folder = try TemporaryFolder()
    stubs = folder.path("stubs")
    python = try await PythonEnvironment.shared(packages: Self.packages)
    try await Program.check(python, [Self.script, "stubs", Program.path("protos"), stubs])
  }

  /// A page as the app got it.
  struct Page: Decodable {
    let page: String?
    let shelves: [Shelf]?
    let degradations: [Degradation]?
    let code: String?
    let message: String?

    struct Shelf: Decodable {
      let shelf: String
      let title: String
      let cards: [Card]
    }

    struct Card: Decodable {
      let item: String
      let title: String
      let reason: String
      let propensity: Double
    }

    struct Degradation: Decodable {
      let service: String
    }
  }

  /// What became of events, or why the call failed.
  struct Report: Decodable {
    /// JSON has protobuf's 64-bit integers as text.
    private let accepted: String?
    private let duplicates: String?
    private let quarantined: String?
    let reasons: [Reason]?
    let code: String?
    let message: String?

    struct Reason: Decodable {
      let reason: String
      let count: String
      let example: String
    }

    var counts: [Int] { [accepted, duplicates, quarantined].map { Int($0 ?? "0") ?? -1 } }
    var reasonCounts: [String: Int] {
      Dictionary(uniqueKeysWithValues: (reasons ?? []).map { ($0.reason, Int($0.count) ?? -1) })
    }
  }

  /// Asks for a listener's page; with the JSON it came as.
  func page(of listener: String) async throws -> (page: Page, json: String) {
    let json = try await call("page", listener)
    return (try JSONDecoder().decode(Page.self, from: Data(json.utf8)), json)
  }

  /// Sends batches of events, each event a JSON object with the contract's field names.
  func record(_ batches: [[String]]) async throws -> Report {
    let text = "[\(batches.map { "[\($0.joined(separator: ","))]" }.joined(separator: ","))]"
    let json = try await call("record", try folder.write(text, to: "batches.json"))
    return try JSONDecoder().decode(Report.self, from: Data(json.utf8))
  }

  /// The state of a service by its full name; of the whole server by the empty one.
  func health(of service: String) async throws -> String { try await call("health", service) }

  /// The version of a model that candidates serves at this address; 0 for none.
  func servedVersion(of model: String) async throws -> Int? {
    let json = try await call("models", model)
    return try JSONDecoder().decode([String: Int].self, from: Data(json.utf8))["version"]
  }

  private static let script = Program.path("Tests/fixtures/home_client.py")

  private func call(_ command: String, _ argument: String) async throws -> String {
    try await Program.check(python, [Self.script, command, stubs, address, argument])
  }
}
