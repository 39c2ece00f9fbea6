import FoundationEssentials
import Support

/// The programs under test, as this test run was built with them.
enum Executables {
  /// The folder they stand in: that of the test's own binary, or the repository's debug build.
  static let folder: String = {
    let files = FileManager.default
    let own = CommandLine.arguments.map { URL(filePath: $0).deletingLastPathComponent().path }
    let root = URL(filePath: Program.path("Package.swift")).resolvingSymlinksInPath().deletingLastPathComponent()
    let built = [root, URL(filePath: #filePath).resolvingSymlinksInPath().repositoryRoot]
      .map { $0.appending(path: ".build/debug").path }
    return (own + built).first { folder in
      Fleet.Service.allCases.allSatisfy { files.isExecutableFile(atPath: "\(folder)/\($0.rawValue)") }
    } ?? "\(root.path)/.build/debug"
  }()

  /// The path of one of them.
  static func path(_ name: String) -> String { "\(folder)/\(name)" }
}

extension URL {
  /// The folder of Package.swift, from a file of this target.
  fileprivate var repositoryRoot: URL {
    deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }
}
