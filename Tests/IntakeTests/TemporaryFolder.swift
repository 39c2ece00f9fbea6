import FoundationEssentials

/// A new folder for one test, removed with all in it when the test lets go of it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let name = "bandstand-\(UInt64.random(in: .min ... .max))"
    path = FileManager.default.temporaryDirectory.appending(path: name).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A path within the folder.
  func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file into the folder, past any store.
  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(filePath: path(name)))
  }

  /// The names in one of its folders, sorted.
  func names(in name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
  }
}
