import Testing

@Suite("Documentation")
struct DocumentationTests {
  let repository: Repository

  init() async throws {
    repository = try await .current
  }

  @Test("Every public declaration says what it is")
  func publicDeclarations() {
    for file in repository.sources {
      for line in PublicDeclarations.undocumented(in: file) {
        Issue.record(
          "\(file.place(line)): begin with a /// line that says what a caller must know: \(file.code[line].trimmed)")
      }
    }
  }

  @Test("A declaration is found documented through its attributes, and undocumented inside enums and protocols")
  func finder() {
    let file = SourceFile(
      path: "a.swift",
      text: """
        public import Features
        /// Documented.
        @frozen
        public enum Kind {
          case undocumented
          /// Documented.
          case documented
          var isInternal: Bool {
            switch self { case .documented: true
              case .undocumented: false }
          }
        }
        public struct Undocumented {
          public private(set) var alsoUndocumented = 0
        }
        /// Documented.
        public protocol Port {
          func undocumented()
        }
        public extension Kind {}
        """)
    #expect(PublicDeclarations.undocumented(in: file).map { $0 + 1 } == [5, 13, 14, 18])
  }
}
