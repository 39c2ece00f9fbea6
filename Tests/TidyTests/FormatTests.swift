import Support
import Testing

@Suite("Format")
struct FormatTests {
  /// Skipped where the toolchain has no formatter.
  @Test(
    "Every file is formatted and lints clean",
    .enabled { await Program.run("swift", ["format", "--version"]).isSuccess })
  func lint() async {
    let lint = await Program.run("make", ["--no-print-directory", "lint"])
    #expect(lint.isSuccess, "run make format, then mend what is left:\n\(lint.output)\(lint.errors)")
  }
}
