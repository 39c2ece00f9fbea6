import FoundationEssentials

/// A program of this package, as the running test was built with it.
public enum BuiltProgram {
  /// The path of the program: beside the test's own binary, or in the repository's debug build.
  public static func path(_ name: String) -> String {
    let own = CommandLine.arguments.map { URL(filePath: $0).deletingLastPathComponent().path }
    let built = Program.path(".build/debug")
    let folder = own.first { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") } ?? built
    return "\(folder)/\(name)"
  }
}
