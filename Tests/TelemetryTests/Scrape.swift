import FoundationEssentials
import Support

/// A scrape of a monitoring port, read by Prometheus's own parsers.
enum Scrape {
  /// One sample, as a scraper has it.
  struct Sample: Decodable {
    let kind: String
    let name: String
    let labels: [String: String]
    let value: Double
  }

  /// All samples of a page; both formats gave the same.
  static func samples(port: Int) async throws -> [Sample] {
    let python = try await PythonEnvironment.shared(packages: ["prometheus-client==0.23.1"])
    let output = try await Program.check(
      python, [Program.path("Tests/fixtures/telemetry/scrape.py"), "http://127.0.0.1:\(port)/metrics"])
    return try output.split(separator: "\n").map { try JSONDecoder().decode(Sample.self, from: Data($0.utf8)) }
  }
}

extension [Scrape.Sample] {
  /// The value of the sample with that name and exactly those labels.
  func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
    first { $0.name == name && $0.labels == labels }?.value
  }
}
