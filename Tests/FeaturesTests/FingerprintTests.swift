import Testing

@testable import Features

@Suite("Fingerprints")
struct FingerprintTests {
  private func fingerprint(_ features: [any HistoryFeature]) -> String {
    FeatureSet(
      FeatureGroups(listener: [ListenerAgeBand()], item: [ItemLength()], history: features, pair: [ItemAge()])
    ).fingerprint
  }

  /// Says the same as ``PairHeard`` of itself, and computes as told.
  private struct Variant: HistoryFeature {
    var definition = PairHeard().definition
    var change: @Sendable (Float?) -> Float? = { $0 }

    func value(of history: History) -> Float? { change(PairHeard().value(of: history)) }
  }

  private func renamed(
    name: String = "pair.heard", unit: String = "0 or 1", meaning: String = "", bounds: ClosedRange<Float> = 0...1
  ) -> Variant {
    Variant(definition: FeatureDefinition(name: name, meaning: meaning, unit: unit, bounds: bounds, missingRule: nil))
  }

  @Test("The same features have the same fingerprint, however they are explained")
  func same() {
    let plain = fingerprint([PairHeard()])
    #expect(plain == fingerprint([PairHeard()]))
    #expect(plain == fingerprint([Variant()]))
    #expect(plain == fingerprint([renamed(meaning: "explained in better words")]))
  }

  @Test("Name, unit, bounds, order, number and any answer change the fingerprint")
  func different() {
    let sets: [[any HistoryFeature]] = [
      [PairHeard()], [], [PairHeard(), PairLiked()], [PairLiked(), PairHeard()], [renamed(name: "pair.other")],
      [renamed(unit: "share")], [renamed(bounds: 0...2)], [Variant(change: { $0.map { $0 * 0.999_999_94 } })],
      [Variant(change: { $0 == 1 ? nil : $0 })],
    ]
    #expect(Set(sets.map { fingerprint($0) }).count == sets.count)
  }

  @Test("Every feature answers the probes with at least two values, and is missing where it may be")
  func probes() {
    let set = FeatureSet.standard
    var seen = [Set<Float?>](repeating: [], count: set.definitions.count)
    for probe in Probes.all {
      let matrix = set.compute(profile: probe.profile, rows: probe.rows, at: probe.moment)
      for row in 0..<matrix.rowCount {
        for column in 0..<matrix.columnCount { seen[column].insert(matrix[row, column]) }
      }
    }
    for (definition, values) in zip(set.definitions, seen) {
      #expect(values.count > 1, "no probe moves \(definition.name)")
      #expect(values.contains(nil) == (definition.missingRule != nil), "\(definition.name)")
    }
  }
}
