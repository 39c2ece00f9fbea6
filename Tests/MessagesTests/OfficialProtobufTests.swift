import FoundationEssentials
import Messages
import RPC
import Support
import Testing

/// Our bytes beside those of Google's own protobuf, from PyPI.
@Suite struct OfficialProtobufTests {
  // Skipped without protoc, which tells the peer the contract.
  @Test(
    "Our encoder and official protobuf write the same bytes and read each other's",
    .enabled { await Program.run("protoc", ["--version"]).isSuccess })
  func sameBytes() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "messages-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let seed = UInt64.random(in: 0...UInt64(Int32.max))
    let descriptors = folder.appending(path: "descriptors").path
    let services = ["candidates", "home", "ranking", "training", "validation"].map { "bandstand/v1/\($0).proto" }
    let standard = ["health/v1/health", "reflection/v1/reflection"]
    try await Program.check(
      "protoc",
      ["--proto_path=\(Program.path("protos"))", "--include_imports", "--descriptor_set_out=\(descriptors)"]
        + services + standard.map { "grpc/\($0).proto" })
    let ours = folder.appending(path: "ours")
    try Data(lines(seed: seed).utf8).write(to: ours)
    let python = try await PythonEnvironment.shared(packages: ["protobuf==6.33.1"])
    let script = Program.path("Tests/fixtures/messages_peer.py")
    let answer = try await Program.check(python, [script, descriptors, ours.path, "\(seed)", "5"])
    check(answer, seed: seed)
  }

  /// Ten random messages of each type.
  private func lines(seed: UInt64) -> String {
    var values = RandomValues(seed: seed)
    var lines = ""
    for type in EveryMessage.types {
      for _ in 0..<10 { lines += "\(type.wireName) \(hexadecimal(encoded(type, &values)))\n" }
    }
    return lines
  }

  private func encoded<Message: RandomMessage>(_ type: Message.Type, _ values: inout RandomValues) -> [UInt8] {
    Message.random(&values).encoded
  }

  /// Every line of the peer is a message that we write back the same, and none says that ours was wrong.
  private func check(_ answer: String, seed: UInt64) {
    let types = Dictionary(uniqueKeysWithValues: EveryMessage.types.map { ($0.wireName, $0) })
    var seen: Set<Substring> = []
    for line in answer.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let type = types[String(parts[0])] else {
        Issue.record("seed \(seed): \(line)")
        continue
      }
      seen.insert(parts[0])
      do {
        let ours = try rewritten(type, bytes(parts[1]))
        #expect(ours == parts[1], "seed \(seed)")
      } catch {
        Issue.record("seed \(seed): \(line): \(error)")
      }
    }
    #expect(seen.count == EveryMessage.types.count)
  }

  private func rewritten<Message: RandomMessage>(_ type: Message.Type, _ bytes: [UInt8]) throws -> String {
    hexadecimal(try Message(decoding: bytes.span).encoded)
  }

  private func bytes(_ digits: Substring) -> [UInt8] {
    let digits = Array(digits)
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
