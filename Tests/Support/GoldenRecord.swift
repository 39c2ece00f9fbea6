import Features
import FoundationEssentials

/// The golden file as JSON. Numbers with fractions stand as the bits of a `Float` in hexadecimal, so that no bit is
/// lost.
struct GoldenRecord: Codable {
  var fingerprint: String
  var names: [String]
  var cases: [Page]

  struct Page: Codable {
    var name: String
    var events: [GoldenEvent]
    var profile: String
    var momentMilliseconds: Int64
    var rows: [GoldenRow]
    /// A row each: bits in hexadecimal, or "-" where a value is missing, with blanks between.
    var vectors: [String]
  }

  init(_ golden: GoldenFeatures) {
    fingerprint = golden.fingerprint
    names = golden.names
    cases = golden.cases.map { page in
      Page(
        name: page.name, events: page.events.map { GoldenEvent($0) }, profile: Data(page.profile).base64EncodedString(),
        momentMilliseconds: page.moment.milliseconds, rows: page.rows.map { GoldenRow($0) },
        vectors: page.vectors.map { vector in
          (0..<vector.count).map { vector[$0].map { GoldenBits($0).text } ?? "-" }.joined(separator: " ")
        })
    }
  }

  func golden() throws -> GoldenFeatures {
    let cases = try self.cases.map { page in
      guard let profile = Data(base64Encoded: page.profile) else {
        throw GoldenError.unreadable(field: "profile", text: page.profile)
      }
      return GoldenFeatures.Case(
        name: page.name, events: try page.events.map { try $0.event() }, profile: Array(profile),
        moment: Moment(milliseconds: page.momentMilliseconds), rows: try page.rows.map { try $0.row() },
        vectors: try page.vectors.map { try Self.vector($0) })
    }
    return GoldenFeatures(fingerprint: fingerprint, names: names, cases: cases)
  }

  private static func vector(_ text: String) throws -> FeatureVector {
    let words = text.split(separator: " ")
    var missing = [UInt8](repeating: 0, count: FeatureVector.missingByteCount(for: words.count))
    var values: [Float] = []
    for (index, word) in words.enumerated() {
      if word == "-" {
        missing[index / 8] |= 1 << UInt8(index % 8)
        values.append(0)
      } else {
        values.append(try GoldenBits(text: String(word)).value)
      }
    }
    return try FeatureVector(values: values, missing: missing)
  }
}

/// A `Float` as the eight hexadecimal digits of its bits.
struct GoldenBits: Codable {
  let text: String
  let value: Float

  init(_ value: Float) {
    self.value = value
    let digits = String(value.bitPattern, radix: 16)
    text = String(repeating: "0", count: 8 - digits.count) + digits
  }

  init(text: String) throws {
    guard text.count == 8, let bits = UInt32(text, radix: 16) else {
      throw GoldenError.unreadable(field: "bits", text: text)
    }
    self.init(Float(bitPattern: bits))
  }

  init(from decoder: any Decoder) throws {
    try self.init(text: decoder.singleValueContainer().decode(String.self))
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
