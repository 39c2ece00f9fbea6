import Foundation
import Support

/// The repository this test was built from, as text.
enum Repository {
  /// Its folder.
  static let root = Program.repository

  /// Every file of ours by its path from the root: what version control keeps or would keep, and is there.
  static let paths: [String] = {
    let listed = Program.run("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
    return listed.output.split(separator: "\0").map(String.init)
      .filter { FileManager.default.fileExists(atPath: root.appending(path: $0).path) }.sorted()
  }()

  /// Swift sources that people write: not what a generator wrote.
  static let sources: [SourceFile] =
    paths.filter { $0.hasSuffix(".swift") && !isGenerated($0) }.map { SourceFile(path: $0, text: text($0)) }

  /// Whether a generator wrote it.
  static func isGenerated(_ path: String) -> Bool {
    path.hasPrefix("Shared/CMessages/") || path.contains("/Generated/")
  }

  /// A file's text; broken UTF-8 is repaired.
  static func text(_ path: String) -> String {
    (try? Data(contentsOf: root.appending(path: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
