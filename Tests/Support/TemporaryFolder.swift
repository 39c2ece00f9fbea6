import FoundationEssentials
import Glibc

/// A new folder for one test, removed with all in it when the test lets go of it.
public final class TemporaryFolder: Sendable {
  /// The folder's path.
  public let path: String

  /// Makes a folder of a name that no other has.
  public init() throws {
    let name = "bandstand-\(UInt64.random(in: .min ... .max))"
    path = FileManager.default.temporaryDirectory.appending(path: name).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A path within the folder.
  public func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file into the folder, past any store, and returns its path.
  @discardableResult
  public func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: path(name)))
    return path(name)
  }

  /// Writes a text into the folder and returns its path.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

  /// The paths within it of all its files and folders.
  public func everything() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
  }

  /// All files in it and below, whatever they are, with their paths within it.
  public func files() throws -> [(path: String, contents: [UInt8])] { try Self.files(in: path) }

  /// All files in a folder and below, with their paths within it.
  public static func files(in folder: String) throws -> [(path: String, contents: [UInt8])] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().compactMap { name in
      guard let contents = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return nil }
      return (name, Array(contents))
    }
  }

  /// A copy of the folder, made by another program: reading what SQLite keeps here would drop the locks of stores that this
  /// process has open.
  public func copied() async throws -> TemporaryFolder {
    let copy = try TemporaryFolder()
    try await Program.check("cp", ["-r", "\(path)/.", copy.path])
    return copy
  }

  /// Who may do what with one of its files or folders.
  public func permissions(of name: String) throws -> Int {
    var status = stat()
    guard unsafe stat(path(name), &status) == 0 else { throw NoFile(path: path(name)) }
    return Int(status.st_mode & 0o7777)
  }

  /// There is no such file.
  public struct NoFile: Error {
    let path: String
  }

  /// The names in one of its folders, sorted.
  public func names(in name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
  }
}

/// Runs the body with the path of a new folder that is gone afterwards.
public func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let folder = try TemporaryFolder()
  defer { withExtendedLifetime(folder) {} }
  return try await body(folder.path)
}
