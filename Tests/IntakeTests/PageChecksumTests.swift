import Domain
import Features
import Policies
import Testing

@testable import Intake

@Suite("The checksum of a page's line")
struct PageChecksumTests {
  private static let page: ServedPage = {
    var random = SeededGenerator(seed: 4)
    return Samples.page(&random)
  }()

  private static func text(_ line: [UInt8]) -> String { String(decoding: line, as: UTF8.self) }

  @Test("A line whose propensity, score or any other field was changed is refused") func changed() throws {
    let line = Self.text(try PageLogLine.encode(Self.page))
    #expect(try PageLogLine.decode(Array(line.utf8)) == Self.page)
    let digits = line.indices.filter { line[$0].isNumber && line[$0].isASCII }
    #expect(digits.count > 20)
    for place in digits {
      var other = line
      other.replaceSubrange(place...place, with: line[place] == "1" ? "2" : "1")
      // The last digit of a number may say no more than the one before it: then the page is the same.
      if let read = try? PageLogLine.decode(Array(other.utf8)) { #expect(read == Self.page, "\(other)") }
    }
  }

  @Test("A page with another propensity does not pass under the checksum of the one that was served") func propensity()
    throws
  {
    let line = Self.text(try PageLogLine.encode(Self.page))
    var other = Self.page
    other.shelves[0].cards[0].propensity = 0.25
    let checksum = try #require(line.firstRange(of: ",\"checksum\""))
    let changed = Self.text(try PageLogLine.encode(other))
    let opening = try #require(changed.firstRange(of: ",\"checksum\""))
    let forged = changed[..<opening.lowerBound] + line[checksum.lowerBound...]
    let refusal = #expect(throws: Rejection.self) { try PageLogLine.decode(Array(forged.utf8)) }
    #expect(refusal?.reason == .badChecksum)
  }

  @Test("A line without a checksum, as older builds wrote it, is read; one with other spaces too") func older() throws {
    let line = Self.text(try PageLogLine.encode(Self.page))
    let start = try #require(line.firstRange(of: ",\"checksum\""))
    #expect(try PageLogLine.decode(Array((line[..<start.lowerBound] + "}").utf8)) == Self.page)
    let spaced = line.replacing("\":", with: "\": ").replacing(",\"", with: ", \"")
    #expect(try PageLogLine.decode(Array(spaced.utf8)) == Self.page)
    let changed = spaced.replacing("\"version\": ", with: "\"version\": 1")
    let refusal = #expect(throws: Rejection.self) { try PageLogLine.decode(Array(changed.utf8)) }
    #expect(refusal?.reason == .badChecksum)
  }
}
