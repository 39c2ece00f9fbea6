import FoundationEssentials
import Support

/// The programs this test run was built with, made ready for an image: without debug symbols, and with the libraries of
/// the Swift runtime beside them, where they look first.
enum GivenPrograms {
  static let names = ["bandstand", "home", "candidates", "ranking", "validation", "training", "console"]

  private static let built = URL(filePath: Program.path(".build/debug"))
  private static let image = URL(filePath: Program.path(".build/image"))

  /// Those of ``names`` that are not built.
  static var missing: [String] {
    names.filter { !FileManager.default.isExecutableFile(atPath: built.appending(path: $0).path) }
  }

  /// Fills the folder that the image takes programs from.
  static func stage() async throws {
    try? FileManager.default.removeItem(at: image)
    try FileManager.default.createDirectory(at: image, withIntermediateDirectories: true)
    var libraries: Set<String> = []
    for name in names {
      let program = built.appending(path: name).path
      try await Program.check("strip", ["--strip-debug", "-o", image.appending(path: name).path, program])
      libraries.formUnion(try await runtimeLibraries(of: program))
    }
    for library in libraries.sorted() {
      let source = URL(filePath: library).resolvingSymlinksInPath()
      try FileManager.default.copyItem(at: source, to: image.appending(path: URL(filePath: library).lastPathComponent))
    }
  }

  /// The libraries it is linked with that lie in a Swift toolchain: "libX.so => /usr/lib/swift/linux/libX.so (0x...)".
  private static func runtimeLibraries(of program: String) async throws -> [String] {
    try await Program.check("ldd", [program]).split(separator: "\n")
      .compactMap { line in line.split(separator: " ").first { $0.contains("/swift/linux/") } }.map(String.init)
  }
}
