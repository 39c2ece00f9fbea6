import Features
import Policies
import Testing

@testable import Models

@Suite("Artifacts")
struct ArtifactTests {
  @Test("Every model comes back from its bytes as it was", arguments: ArtifactSamples.all)
  func roundTrip(sample: ArtifactSamples) throws {
    let bytes = try sample.bytes()
    #expect(try sample.reencoded(bytes) == bytes)
  }

  @Test("Bytes cut at any place are refused", arguments: ArtifactSamples.all)
  func cut(sample: ArtifactSamples) throws {
    let bytes = try sample.bytes()
    for length in 0..<bytes.count {
      #expect(throws: ModelError.self) { try sample.reencoded(Array(bytes[..<length])) }
    }
  }

  @Test("A changed byte anywhere is refused", arguments: ArtifactSamples.all)
  func damaged(sample: ArtifactSamples) throws {
    let bytes = try sample.bytes()
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 0x41
      #expect(throws: ModelError.self) { try sample.reencoded(changed) }
    }
  }

  @Test("Forged bytes with a right checksum never crash, and what is read is finite", arguments: ArtifactSamples.all)
  func forged(sample: ArtifactSamples) throws {
    let bytes = try sample.bytes()
    var generator = SeededGenerator(seed: 99)
    for _ in 0..<300 {
      var changed = Array(bytes.dropLast(8))
      for _ in 0...generator.below(3) {
        changed[12 + generator.below(changed.count - 12)] = UInt8(truncatingIfNeeded: generator.next())
      }
      let checksum = ArtifactChecksum.of(changed.span)
      for shift in stride(from: 0, to: 64, by: 8) {
        changed.append(UInt8(truncatingIfNeeded: checksum >> UInt64(shift)))
      }
      // Either refused, or read and written back unchanged: seed 99.
      if let again = try? sample.reencoded(changed) { #expect(again == changed) }
    }
  }

  @Test("An artifact of another kind or version is refused by name")
  func otherKind() throws {
    let bytes = try ArtifactSamples.logistic.bytes()
    #expect(throws: ModelError.notThisArtifact(expected: "popularity")) {
      try PopularityModel(decoding: bytes.span)
    }
    var newer = bytes
    newer[8] = 9
    #expect(throws: ModelError.versionUnknown(artifact: "logistic", supported: 1, got: 9)) {
      try LogisticModel(decoding: newer.span)
    }
  }

  @Test("A number that is not finite is refused even when the checksum is right")
  func notFinite() throws {
    var writer = ArtifactWriter(.logistic)
    writer.append("fingerprint")
    writer.append(Float.nan)
    writer.append(UInt32(0))
    let bytes = writer.finished()
    #expect(throws: ModelError.invalidValue(artifact: "logistic", what: "intercept", index: 0)) {
      try LogisticModel(decoding: bytes.span)
    }
  }

  @Test("A stated length that the bytes do not have is refused before anything is allocated")
  func hugeLength() throws {
    var writer = ArtifactWriter(.popularity)
    writer.append(Int64(0))
    writer.append(UInt32(1))
    writer.append(UInt32(0))
    writer.append(UInt32(90_000_000))
    let bytes = writer.finished()
    #expect(throws: ModelError.self) { try PopularityModel(decoding: bytes.span) }
  }
}
