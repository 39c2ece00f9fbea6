import FoundationEssentials

/// The folder of one run: made anew each time, and never one that holds something else.
struct RunFolder: Sendable {
  /// Its path.
  let path: String

  /// Makes the folder, removing what an earlier run left there.
  ///
  /// - Throws: ``RunFolderError`` for a folder that no run made.
  init(path: String) throws {
    let files = FileManager.default
    let mark = "\(path)/\(Self.mark)"
    if files.fileExists(atPath: path) {
      guard files.fileExists(atPath: mark) else { throw RunFolderError.notOurs(path: path) }
      try files.removeItem(atPath: path)
    }
    try files.createDirectory(atPath: "\(path)/logs", withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: mark))
    self.path = path
  }

  private static let mark = "made-by-bandstand-run"
}

/// Why a folder cannot be used for a run.
enum RunFolderError: Error, CustomStringConvertible {
  /// The folder exists and no run made it: removing it could lose something.
  case notOurs(path: String)

  /// What was wrong and what to do.
  var description: String {
    switch self {
    case .notOurs(let path): "\(path) exists and no run made it: name another folder with --folder"
    }
  }
}
