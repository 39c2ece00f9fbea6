import FoundationEssentials
import Support
import SystemPackage
import Testing

@testable import Masking

@Suite("Key files")
struct MaskingKeyFileTests {
  let folder: TemporaryFolder
  let file: MaskingKeyFile

  init() throws {
    folder = try TemporaryFolder()
    file = MaskingKeyFile(path: folder.path("key"))
  }

  @Test("A file is made with a new key once, for its owner alone, and read from then on")
  func made() throws {
    let key = try file.readOrMake()
    #expect(try file.readOrMake() == key)
    #expect(try file.read() == key)
    #expect(try folder.names() == ["key"])
    #expect(try permissions() == 0o600)
  }

  @Test("Of many that make a key at once, all have the same")
  func race() async throws {
    let keys = try await withThrowingTaskGroup(of: MaskingKey.self) { group in
      for _ in 0..<16 { group.addTask { [file] in try file.readOrMake() } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(keys.allSatisfy { $0 == keys[0] })
    #expect(try folder.names() == ["key"])
  }

  @Test("A file without a key says what is wrong and what to do, and is left as it is")
  func wrong() throws {
    #expect(throws: MaskingKeyError.missing(path: file.path.string)) { try file.read() }
    try folder.write("secret", to: "key")
    #expect(throws: MaskingKeyError.notAKey(path: file.path.string)) { try file.readOrMake() }
    let astray = MaskingKeyFile(path: folder.path("missing/twice/key"))
    #expect(throws: MaskingKeyError.self) { try astray.readOrMake() }
    #expect("\(MaskingKeyError.notAKey(path: "key"))".contains("64 hexadecimal digits"))
  }

  private func permissions() throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path.string)
    return try #require(attributes[.posixPermissions] as? Int)
  }
}
