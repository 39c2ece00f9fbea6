import Foundation
import Support
import Testing

/// What becomes of a command whose output does not arrive.
@Suite("Output that cannot be written")
struct OutputTests {
  /// Runs a line of the shell in which `bandstand` and the services are found.
  private func shell(_ line: String) async -> Program.Ending {
    let folder = URL(filePath: BuiltProgram.path("bandstand")).deletingLastPathComponent().path
    return await Program.run("/bin/bash", ["-c", "PATH=\(folder):$PATH; \(line)"])
  }

  private static let printing = [
    "bandstand --help", "bandstand --version", "bandstand run --help", "bandstand help import catalog",
    "bandstand features", "bandstand features --json", "bandstand --generate-completion-script bash",
    "bandstand --experimental-dump-help", "home --help", "home --version", "console --help",
  ]

  @Test("A full disk is told on standard error in one line, with status 74", arguments: printing)
  func full(command: String) async {
    let ending = await shell("\(command) > /dev/full; echo $?")
    #expect(ending.output == "74\n", "\(ending)")
    #expect(ending.errors.contains("the output could not be written: No space left on device\n"), "\(ending)")
    #expect(ending.errors.split(separator: "\n").count == 1, "\(ending)")
  }

  @Test("A closed standard output is told in the same way", arguments: printing)
  func closed(command: String) async {
    let ending = await shell("{ \(command) >&- ; } 3>&1; echo $?")
    #expect(ending.output == "74\n", "\(ending)")
    #expect(ending.errors.contains("the output could not be written: standard output is closed\n"), "\(ending)")
    #expect(ending.errors.split(separator: "\n").count == 1, "\(ending)")
  }

  @Test("A reader that goes away ends a command without a word, with the status of a broken pipe", arguments: printing)
  func readerGone(command: String) async {
    // The reader is gone before the command begins: `head` would be a race.
    let ending = await shell("{ sleep 0.2; \(command); echo $? >&2; } | true")
    #expect(ending.errors == "141\n", "\(ending)")
  }

  @Test("A command does its work all the same, and what it opens never gets the number of a closed stream")
  func work() async throws {
    let folder = try TemporaryFolder()
    try Data(("item,kind,title\n" + (1...50).map { "artist:\($0),artist,A\($0)\n" }.joined()).utf8)
      .write(to: URL(filePath: folder.path("catalog.csv")))
    for (name, redirection) in [("full", "> /dev/full"), ("closed", ">&- <&-")] {
      let database = folder.path("\(name).sqlite")
      let ending = await shell(
        """
        bandstand import catalog \(folder.path("catalog.csv")) --database sqlite:\(database) \
        --objects file:\(folder.path("objects")) \(redirection); echo $?
        """)
      #expect(ending.output == "74\n", "\(ending)")
      let items = try await Program.check(
        "python3", ["-c", Self.count, database])
      #expect(items == "50 ok\n")
    }
  }

  private static let count = """
    import sqlite3, sys
    database = sqlite3.connect(sys.argv[1])
    print(database.execute("select count(*) from item").fetchone()[0], database.execute("pragma integrity_check").fetchone()[0])
    """

  @Test("A wrong command line keeps its own status, whatever the output is")
  func wrong() async {
    let ending = await shell("bandstand features --jsn > /dev/full; echo $?")
    #expect(ending.output == "64\n", "\(ending)")
  }
}
