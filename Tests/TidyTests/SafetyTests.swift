import Testing

@Suite("Safety")
struct SafetyTests {
  let repository: Repository

  init() async throws {
    repository = try await .current
  }

  /// The least words of a reason, in bytes.
  static let reasonBytesMin = 20

  @Test("What the compiler cannot check has its reason on the line above")
  func reasons() {
    for file in repository.sources {
      for (index, line) in file.code.enumerated() {
        guard line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") else { continue }
        let above = index > 0 ? file.lines[index - 1].trimmed : ""
        #expect(
          above.hasPrefix("//") && above.utf8.count >= Self.reasonBytesMin,
          "\(file.place(index)): say on the line above why this is safe")
      }
    }
  }

  @Test("Nothing is forced: no try!, no as!, no unwrapping by !")
  func force() {
    for file in repository.sources {
      for (index, line) in file.code.enumerated() {
        #expect(
          !Self.forces(line),
          "\(file.place(index)): throw, return nil, or stop with a preconditionFailure that says what was broken")
      }
    }
  }

  @Test(
    "Forcing is told from its look-alikes",
    arguments: [
      ("try! run()", true), ("value as! Int", true), ("items.first!", true), ("call()!.x", true), ("a[0]! + 1", true),
      ("if a != b {", false), ("if !ready {", false), ("a !== b", false), ("return !done", false), ("f(!x)", false),
      ("x = y != z", false), ("a!=b", false), ("try run()", false),
    ])
  func lookAlikes(line: String, isForced: Bool) {
    #expect(Self.forces(line) == isForced)
  }

  /// Whether a "!" follows a word, a call or a subscript and begins no comparison.
  private static func forces(_ line: String) -> Bool {
    let bytes = Array(line.utf8)
    return bytes.indices.dropFirst().contains { index in
      guard bytes[index] == UInt8(ascii: "!"), bytes.count == index + 1 || bytes[index + 1] != UInt8(ascii: "=") else {
        return false
      }
      let before = Character(Unicode.Scalar(bytes[index - 1]))
      return before.isLetter || before.isNumber || "_)]".contains(before)
    }
  }
}
