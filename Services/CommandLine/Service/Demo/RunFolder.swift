import FoundationEssentials
import Glibc
import Hosting

/// The folder of one run: made anew each time, never one that holds something else, and never that of a run that stands.
struct RunFolder: Sendable {
  /// Its path from the root.
  let path: String
  /// Held as long as the run lives.
  private let lock: FolderLock

  /// How long services of a run that was killed may take to end.
  static let patience: Duration = .seconds(20)

  /// Makes the folder, removing what an earlier run left there.
  ///
  /// - Throws: ``RunFolderError`` for a folder that no run made, or that a run or its services still use.
  init(path: String, patience: Duration = patience) async throws {
    let files = FileManager.default
    let path = Self.absolute(path)
    let mark = "\(path)/\(Self.mark)"
    if files.fileExists(atPath: path) {
      guard files.fileExists(atPath: mark) else { throw RunFolderError.notOurs(path: path) }
    } else {
      try Self.makeFolder(path)
    }
    guard let lock = try FolderLock(file: mark) else {
      throw RunFolderError.inUse(path: path, run: RunRecord(file: mark))
    }
    try await Self.waitForServices(of: path, patience: patience)
    for name in try files.contentsOfDirectory(atPath: path) where name != Self.mark {
      try files.removeItem(atPath: "\(path)/\(name)")
    }
    try Self.makeFolder("\(path)/logs")
    try lock.write(JSONEncoder().encode(RunRecord.own))
    self.path = path
    self.lock = lock
  }

  /// The run that uses a folder; nil when none does.
  static func standing(in path: String) -> RunRecord? {
    let mark = "\(path)/\(Self.mark)"
    guard FileManager.default.fileExists(atPath: mark) else { return nil }
    do {
      if try FolderLock(file: mark) != nil { return nil }
    } catch {
      return nil
    }
    return RunRecord(file: mark)
  }

  private static let mark = "made-by-bandstand-run"

  /// Waits for services whose run is gone: they would write into what the next run makes.
  private static func waitForServices(of path: String, patience: Duration) async throws {
    let deadline = ContinuousClock.now + patience
    while true {
      let left = RunningService.all().filter { $0.folder == path }
      if left.isEmpty { return }
      guard ContinuousClock.now < deadline else {
        throw RunFolderError.servicesLeft(path: path, processes: left.map(\.identifier))
      }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Makes a folder for its owner alone.
  private static func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  private static func absolute(_ path: String) -> String {
    let whole = path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    return "/" + whole.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}

/// Why a folder cannot be used for a run.
enum RunFolderError: Error, CustomStringConvertible {
  /// The folder exists and no run made it: removing it could lose something.
  case notOurs(path: String)
  /// A run uses it.
  case inUse(path: String, run: RunRecord?)
  /// A run was killed, and services of it go on.
  case servicesLeft(path: String, processes: [pid_t])

  /// What was wrong and what to do.
  var description: String {
    switch self {
    case .notOurs(let path): "\(path) exists and no run made it: name another folder with --folder"
    case .inUse(let path, let run):
      """
      \(run?.description ?? "another run") uses \(path): stop it with \
      \(run.map { "`kill \($0.process)`" } ?? "Ctrl-C") or name another folder with --folder
      """
    case .servicesLeft(let path, let processes):
      """
      services of an earlier run that is gone still use \(path) (processes \
      \(processes.map(String.init).joined(separator: ", "))): stop them with \
      `kill \(processes.map(String.init).joined(separator: " "))` or name another folder with --folder
      """
    }
  }
}
