import Foundation
import Support
import Testing

@testable import Intake

@Suite("Compressed files")
struct CompressionTests {
  private let text = (0..<60_000).map { "line \($0) of \($0 * 7919)\n" }.joined()

  private func compress(_ bytes: [UInt8], _ program: String, in folder: TemporaryFolder) throws -> [UInt8] {
    let path = try folder.write(bytes, to: "plain-\(UInt64.random(in: .min ... .max))")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program, "-q", "-k", path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return Array(try Data(contentsOf: URL(filePath: path + (program == "gzip" ? ".gz" : ".zst"))))
  }

  private func read(_ bytes: [UInt8], name: String = "a.jsonl.GZ", in folder: TemporaryFolder) async throws -> [UInt8] {
    let file = try await SourceFile(try folder.write(bytes, to: name))
    var plain: [UInt8] = []
    while let piece = try await file.next() { plain += piece }
    return plain
  }

  @Test("What gzip and zstd compressed comes out as it was, in one member or several, whatever its name")
  func whole() async throws {
    let folder = try TemporaryFolder()
    let plain = Array(text.utf8)
    let zeros = [UInt8](repeating: 48, count: 3 << 20)
    for program in ["gzip", "zstd"] {
      let one = try compress(plain, program, in: folder)
      #expect(try await read(one, in: folder) == plain)
      #expect(try await read(one, name: "misnamed.csv", in: folder) == plain)
      let many = try [zeros, [1], plain].flatMap { try compress($0, program, in: folder) }
      #expect(try await read(many, in: folder) == zeros + [1] + plain)
    }
    let padded = try compress(plain, "gzip", in: folder) + [UInt8](repeating: 0, count: 1000)
    #expect(try await read(padded, in: folder) == plain)
    #expect(try await read(Array("{\"a\":1}".utf8), in: folder) == Array("{\"a\":1}".utf8))
  }

  @Test("What is cut, spoiled, or followed by something else is told, by the file's name and the reason")
  func broken() async throws {
    let folder = try TemporaryFolder()
    let small = try compress(Array(text.utf8.prefix(2000)), "gzip", in: folder)
    for count in 2..<small.count {
      let error = await #expect(throws: IntakeError.self) { try await read(Array(small.prefix(count)), in: folder) }
      #expect(
        "\(error.map { "\($0)" } ?? "")".contains("a.jsonl.GZ cannot be decompressed (it is cut short)"), "\(count)")
    }
    var spoiled = small
    spoiled[small.count - 6] ^= 1
    for (bytes, reason) in [
      (spoiled, "incorrect data check"), (small + Array("garbage".utf8), "something else follows"),
      (small + [0, 0, 7], "something else follows"), ([7, 1, 2], "does not begin as its name says"),
    ] {
      let error = await #expect(throws: IntakeError.self) { try await read(bytes, in: folder) }
      #expect("\(error.map { "\($0)" } ?? "")".contains(reason), "\(reason)")
    }
  }

  @Test("A decompressor gives the same whatever pieces its bytes come in", arguments: ["gzip", "zstd"])
  func pieces(program: String) throws {
    let folder = try TemporaryFolder()
    let parts = [Array(text.utf8.prefix(3000)), [], [UInt8](repeating: 7, count: 5000)]
    let bytes = try parts.flatMap { try compress($0, program, in: folder) }
    for size in [1, 2, 3, 7, bytes.count] {
      for bytesMax in [1, 64, 100_000] {
        var decompressor = Decompressor(program == "gzip" ? .gzip : .zstandard, path: "x")
        var plain: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
          let piece = Array(bytes[start..<min(start + size, bytes.count)])
          var offset = 0
          var isFull = false
          while offset < piece.count || isFull {
            let got = try decompressor.read(piece, from: &offset, bytesMax: bytesMax)
            isFull = got.count == bytesMax
            plain += got
          }
        }
        try decompressor.finish()
        #expect(plain == parts.flatMap(\.self), "pieces of \(size) into \(bytesMax)")
      }
    }
  }
}
