import FoundationEssentials
import Support

/// The repository this test was built from, as text, read once.
struct Repository: Sendable {
  /// Every file of ours by its path from the root: what version control keeps or would keep, and is there.
  let paths: [String]
  /// Swift sources that people write: not what a generator wrote.
  let sources: [SourceFile]

  /// The one repository there is.
  static var current: Repository {
    get async throws { try await reading.value }
  }

  private static let reading = Task {
    let listed = try await Program.check("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
    return Repository(
      paths: listed.split(separator: "\0").map(String.init)
        .filter { FileManager.default.fileExists(atPath: place(of: $0)) }.sorted())
  }

  private init(paths: [String]) {
    self.paths = paths
    sources = paths.filter { $0.hasSuffix(".swift") && !Self.isGenerated($0) }
      .map { SourceFile(path: $0, text: Self.text($0)) }
  }

  /// Whether a generator wrote it.
  static func isGenerated(_ path: String) -> Bool {
    path.contains("/CMessages/") || path.contains("/Generated/")
  }

  /// A file's text; broken UTF-8 is repaired.
  static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: place(of: path)) ?? Data(), as: UTF8.self)
  }

  private static func place(of path: String) -> String {
    Program.path(path)
  }
}
