import Testing

@Suite("Sizes")
struct SizeTests {
  let repository: Repository

  init() async throws {
    repository = try await .current
  }

  static let fileLinesMax = 400
  static let fileLinesMedianMax = 100
  static let shareOfLargeFilesMax = 0.05
  static let functionLinesMax = 70

  @Test("Files are small: half of them under 100 lines, 95 in 100 under 400")
  func files() {
    let files = repository.sources.sorted { $0.lines.count < $1.lines.count }
    let large = files.filter { $0.lines.count >= Self.fileLinesMax }
    #expect(
      Double(large.count) <= Self.shareOfLargeFilesMax * Double(files.count),
      "split by what they are about: \(large.map { "\($0.path) has \($0.lines.count) lines" })")
    let median = files.isEmpty ? 0 : files[files.count / 2].lines.count
    #expect(median < Self.fileLinesMedianMax, "half of the files have more than \(median) lines")
  }

  @Test("No function is longer than 70 lines")
  func functions() {
    for file in repository.sources {
      for function in FunctionFinder.functions(of: file) where function.lineCount > Self.functionLinesMax {
        Issue.record(
          "\(file.place(function.line)): \(function.name) has \(function.lineCount) lines; name its parts and call them"
        )
      }
    }
  }
}
