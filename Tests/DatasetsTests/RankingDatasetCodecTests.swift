import Crypto
import Datasets
import Testing

@Suite("The dataset's bytes")
struct RankingDatasetCodecTests {
  @Test("A dataset survives its encoding, bit by bit", arguments: [0, 1, 3, 40])
  func roundTrip(pages: Int) throws {
    let dataset = try MadePages.dataset(pages: pages, seed: UInt64(pages))
    let bytes = dataset.encoded()
    let decoded = try RankingDataset(decoding: bytes)
    #expect(decoded == dataset && decoded.encoded() == bytes)
  }

  @Test("Bytes cut at any position are refused") func cut() throws {
    let bytes = try MadePages.dataset(pages: 2).encoded()
    for length in 0..<bytes.count {
      #expect(throws: DatasetError.self) { try RankingDataset(decoding: Array(bytes[..<length])) }
    }
    #expect(throws: DatasetError.self) { try RankingDataset(decoding: bytes + [0]) }
  }

  @Test("One changed byte anywhere is refused") func flipped() throws {
    let bytes = try MadePages.dataset(pages: 1).encoded()
    for position in bytes.indices {
      var changed = bytes
      changed[position] ^= 0x41
      #expect(throws: DatasetError.self) { try RankingDataset(decoding: changed) }
    }
  }

  @Test("Bytes with a true checksum and false contents are refused or well-formed") func resealed() throws {
    let bytes = try MadePages.dataset(pages: 1).encoded()
    for position in 8..<bytes.count - 32 {
      for value in [0x00, 0x7f, 0x80, 0xff] as [UInt8] {
        var changed = Array(bytes[..<(bytes.count - 32)])
        changed[position] = value
        let sealed = changed + SHA256.hash(data: changed)
        do throws(DatasetError) {
          let dataset = try RankingDataset(decoding: sealed)
          #expect(dataset.values.allSatisfy(\.isFinite) && dataset.propensities.allSatisfy { $0 > 0 && $0 <= 1 })
          #expect(dataset.slates.count == dataset.groupCount)
        } catch { #expect(!error.description.isEmpty) }
      }
    }
  }

  @Test("A header that promises a huge dataset is refused before anything is allocated") func huge() throws {
    var bytes = try MadePages.dataset(pages: 1).encoded()
    bytes.replaceSubrange(16..<24, with: Array(repeating: 0xff, count: 8))
    #expect(throws: DatasetError.tooManyRows(limit: RankingDataset.rowsMax)) { try RankingDataset(decoding: bytes) }
    bytes.replaceSubrange(16..<24, with: [0, 0, 0, 1, 0, 0, 0, 0])
    #expect(throws: DatasetError.self) { try RankingDataset(decoding: bytes) }
    bytes[12] = 0xff
    bytes[13] = 0xff
    #expect(throws: DatasetError.self) { try RankingDataset(decoding: bytes) }
  }
}
