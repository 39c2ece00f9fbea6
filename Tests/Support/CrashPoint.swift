public import Policies

/// Where a program is to end, as if by `kill -9`: at one of its calls that change a file or send bytes.
public struct CrashPoint: Sendable, CustomStringConvertible {
  /// Which of those calls, from 1.
  let call: Int
  /// Before it, in the middle of what it writes, or after it.
  let manner: String

  /// Any of the first so many calls.
  public static func random(callsMax: Int, using random: inout SeededGenerator) -> CrashPoint {
    CrashPoint(call: 1 + random.below(callsMax), manner: ["before", "half", "after"][random.below(3)])
  }

  /// Makes the library that ends programs, in a folder, and returns its path.
  public static func makeLibrary(in folder: TemporaryFolder) async throws -> String {
    let path = folder.path("crash_points.so")
    let source = Program.path("Tests/fixtures/crash_points.c")
    try await Program.check("clang", ["-shared", "-fPIC", "-O1", "-o", path, source])
    return path
  }

  /// What the program is started with.
  public func environment(library: String) -> [String: String] {
    ["LD_PRELOAD": library, "BANDSTAND_CRASH_AT": "\(call)", "BANDSTAND_CRASH_HOW": manner]
  }

  /// The point in words.
  public var description: String { "\(manner) call \(call)" }
}
