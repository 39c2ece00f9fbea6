import Testing

@Suite("Reading sources")
struct SourceFileTests {
  @Test(
    "Braces in comments and strings are not code",
    arguments: [
      (#"a // { "x""#, "a"), (#"a /* { /* " */ } */ b"#, "a b"), (#"f("{\"}") {"#, "f( ) {"),
      (#"f("\(g("}", { $0 }))") }"#, "f( ) }"), (##"f(#"\" { "#) {"##, "f( ) {"), (##"f(#"\#(x["}"])"#) {"##, "f( ) {"),
      (#"f("\\") {"#, "f( ) {"), (#"#if os(Linux)"#, "#if os(Linux)"), (#"f("unended"#, "f("),
    ])
  func blanking(source: String, code: String) {
    let blanked = String(decoding: CodeBlanker.blank(Array(source.utf8)), as: UTF8.self)
    #expect(blanked.split(separator: " ").joined(separator: " ") == code)
    #expect(blanked.utf8.count == source.utf8.count)
  }

  @Test("Strings of many lines keep their lines")
  func longStrings() {
    let file = SourceFile(path: "a.swift", text: "let a = \"\"\"\n  { \"\" \\(b(\"}\")) \\\n  }\n  \"\"\"\nlet b = 1\n")
    #expect(file.code.map(\.trimmed) == ["let a =", "", "", "", "let b = 1"])
  }

  @Test("Whatever the source, and wherever it is cut, blanking ends and keeps its lines")
  func cuts() {
    let source = Array(##"f(#"\#(x)"#, "\(y("z"))") /* a /* b */ */ "" \n"##.utf8) + Array("\n\"\"\"\n{\n".utf8)
    for end in 0...source.count {
      let blanked = CodeBlanker.blank(Array(source[..<end]))
      #expect(blanked.count == end)
      #expect(blanked.count { $0 == 10 } == source[..<end].count { $0 == 10 })
    }
  }

  @Test("Functions are found with their lengths; requirements and calls are not")
  func functions() {
    let file = SourceFile(
      path: "a.swift",
      text: """
        protocol Port {
          func required(_ body: (Int) -> Void) throws
          init(x: Int)
          var y: Int { get }
        }
        struct A: Port {
          init?(x: Int = { 1 }()) { self.init(y: x) }
          func long<T>(
            a: T
          ) async throws(Never) -> [T]
          where T: Sendable {
            func inner() {
            }
            return []
          }
          static func == (a: A, b: A) -> Bool { "}" == "{" }
          subscript(i: Int) -> Int { i }
        }
        """)
    #expect(
      FunctionFinder.functions(of: file).map { "\($0.name) \($0.line + 1) \($0.lineCount)" } == [
        "init 7 1", "long 8 8", "inner 12 2", "= 16 1", "subscript 17 1",
      ])
  }
}
