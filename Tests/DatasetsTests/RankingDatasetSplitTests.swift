import Datasets
import Features
import Testing

@Suite("Splitting a dataset by time")
struct RankingDatasetSplitTests {
  @Test("Every row goes to exactly one part, by its moment", arguments: [-1, 0, 1, 5, 9, 10, 11] as [Int64])
  func split(seconds: Int64) throws {
    let dataset = try MadePages.dataset(pages: 10)
    let parts = dataset.split(heldOutFrom: Moment(seconds: seconds))
    #expect(parts.learned.items + parts.heldOut.items == dataset.items)
    #expect(parts.learned.moments.allSatisfy { $0 < Moment(seconds: seconds) })
    #expect(parts.heldOut.moments.allSatisfy { $0 >= Moment(seconds: seconds) })
    #expect(parts.learned.groupCount + parts.heldOut.groupCount == 10)
    for part in [parts.learned, parts.heldOut] {
      #expect(try RankingDataset(decoding: part.encoded()) == part)
      #expect(part.slates.count == part.groupCount)
    }
  }

  @Test("The newest share of slates can be asked for") func share() throws {
    let dataset = try MadePages.dataset(pages: 10)
    #expect(dataset.moment(holdingOut: 0.2) == Moment(seconds: 8))
    #expect(dataset.moment(holdingOut: 0.01) == Moment(seconds: 9))
    #expect(dataset.moment(holdingOut: 1) == Moment(seconds: 1))
    #expect(try MadePages.dataset(pages: 1).moment(holdingOut: 0.5) == nil)
    #expect(try MadePages.dataset(pages: 0).moment(holdingOut: 0.5) == nil)
  }
}
