import Features
import FoundationEssentials
import Support
import Testing

@Suite("Golden vectors")
struct GoldenFeaturesTests {
  @Test("Committed histories fold to the committed profiles, and these give the committed bits")
  func golden() throws {
    if ProcessInfo.processInfo.environment["BANDSTAND_REWRITE_GOLDEN"] == "1" { try GoldenCases.made().save() }
    let golden = try GoldenFeatures.load()
    let set = FeatureSet.standard
    #expect(golden.fingerprint == set.fingerprint, "write it anew with BANDSTAND_REWRITE_GOLDEN=1 if that is meant")
    #expect(golden.names == set.definitions.map(\.name))
    for page in golden.cases {
      let profile = folded(page.events)
      #expect(profile.encoded() == page.profile, "\(page.name)")
      #expect(try Profile(decoding: page.profile.span) == profile, "\(page.name)")
      let matrix = set.compute(profile: profile, rows: page.rows, at: page.moment)
      #expect(page.vectors.count == page.rows.count)
      for (row, expected) in page.vectors.enumerated() {
        compare(matrix.vector(row: row), expected, names: golden.names, place: "\(page.name), row \(row)")
      }
    }
  }

  private func compare(_ got: FeatureVector, _ expected: FeatureVector, names: [String], place: String) {
    for (column, name) in names.enumerated() where got[column] != expected[column] {
      let words = [got[column], expected[column]].map { $0.map { "\($0)" } ?? "missing" }
      Issue.record("\(place): \(name) is \(words[0]), not \(words[1])")
    }
    #expect(got == expected, "\(place)")
  }
}
