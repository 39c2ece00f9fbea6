import Testing

@Suite("Output")
struct OutputTests {
  let repository: Repository

  init() async throws {
    repository = try await .current
  }

  /// Ways to standard output that keep silent about a full disk and a closed pipe.
  private static var silent: Regex<Substring> {
    /\b(?:Swift\.print|debugPrint|dump|putchar|puts|fputs|printf|fflush)\(|\bstdout\b/
  }

  @Test("What is printed goes the one way that tells when it could not be written")
  func printing() {
    for file in repository.sources where !file.isTest && !file.path.hasPrefix("protos/") {
      let mayPrint = file.path.hasPrefix("Services/CommandLine/")
      for (index, line) in file.code.enumerated() {
        let isBare =
          !mayPrint && !line.contains("case print(") && line.contains(/(?:^|[^.\w])print\(/)
          && !line.contains("func print(")
        #expect(
          !isBare && !line.contains(Self.silent),
          "\(file.place(index)): print with Hosting's StandardOutput, which makes a failure the exit status")
      }
    }
  }
}
