import Features
import Testing

@testable import Models

/// A small model of each kind, with how it is written and read back.
enum ArtifactSamples: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case factorization, popularity, logistic

  static let all = Self.allCases
  var testDescription: String { rawValue }

  func bytes() throws -> [UInt8] {
    switch self {
    case .factorization:
      let golden = try FactorizationGolden.read()
      return try Factorization.fit(try Interactions(golden.plays), settings: golden.settings).encoded()
    case .popularity:
      var counter = PopularityCounter(asOf: Moment(milliseconds: 1_700_000_000_000))
      let place = ListenerAttributes(ageBand: .from18to24, country: Country("SE"))
      counter.add(ItemIdentifier(.track, 4), by: place, at: counter.moment)
      counter.add(ItemIdentifier(.artist, 9), by: place, at: nil, listens: 70)
      counter.add(ItemIdentifier(.artist, 2), by: ListenerAttributes(), at: nil, listens: 7)
      return counter.model().encoded()
    case .logistic:
      let rows = try LabelledRows(
        columnCount: 2, values: [1, 0, 2, 5, 3, 4, 0, 6], missing: [0, 0, 0, 1],
        labels: [true, false, false, true])
      return try LogisticModel(fitting: rows, names: ["first", "second"], fingerprint: "f0").encoded()
    }
  }

  func reencoded(_ bytes: [UInt8]) throws -> [UInt8] {
    switch self {
    case .factorization: try FactorModel(decoding: bytes.span).encoded()
    case .popularity: try PopularityModel(decoding: bytes.span).encoded()
    case .logistic: try LogisticModel(decoding: bytes.span).encoded()
    }
  }
}
