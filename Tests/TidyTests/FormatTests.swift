import Support
import Testing

@Suite("Format")
struct FormatTests {
  /// Skipped where the toolchain has no formatter.
  @Test(
    "Every file is formatted and lints clean", .enabled(if: Program.run("swift", ["format", "--version"]).status == 0))
  func lint() {
    let lint = Program.run("make", ["--no-print-directory", "lint"])
    #expect(lint.status == 0, "run make format, then mend what is left:\n\(lint.output)\(lint.errors)")
  }
}
