import Testing

@Suite("Words")
struct WordsTests {
  let repository: Repository

  init() async throws {
    repository = try await .current
  }

  /// Files that are text by their names.
  private static let textSuffixes = [
    ".swift", ".proto", ".md", ".yaml", ".json", ".sh", ".py", ".c", ".h", "Makefile", "Dockerfile", ".ci/run",
  ]

  /// Written in halves, so that this file has none of them.
  @Test("Nothing is left for later")
  func unfinished() {
    check(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) { "finish it, or take it out" }
  }

  @Test("The repository speaks of itself only, not of the machine it was written on")
  func places() {
    check(["/wo" + "rk/", "/ro" + "ot/", "/Us" + "ers/", ".libr" + "ary/", "/tmp/pl" + "an", "/tmp/scr" + "atch"]) {
      "take the path from an argument, the environment or the file's own place"
    }
  }

  private func check(_ words: [String], advice: () -> String) {
    for path in repository.paths where isOurText(path) {
      let text = Repository.text(path)
      for word in words where text.contains(word) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where line.contains(word) {
          Issue.record("\(path):\(index + 1): has \"\(word)\"; \(advice())")
        }
      }
    }
  }

  private func isOurText(_ path: String) -> Bool {
    Self.textSuffixes.contains { path.hasSuffix($0) } && !Repository.isGenerated(path)
  }
}
