import Features
import Support
import Testing

@Suite("The standard feature set")
struct FeatureSetTests {
  let set = FeatureSet.standard

  @Test("Every feature is named, explained and bounded")
  func definitions() {
    #expect(set.definitions.count > 80)
    for (column, definition) in set.definitions.enumerated() {
      #expect(set.index(of: definition.name) == column)
      #expect(!definition.meaning.isEmpty && !definition.unit.isEmpty, "\(definition.name)")
      #expect(definition.bounds.lowerBound < definition.bounds.upperBound, "\(definition.name)")
      #expect(["listener.", "moment.", "item.", "pair."].contains { definition.name.hasPrefix($0) })
    }
    #expect(set.index(of: "no.such") == nil)
  }

  @Test("The fingerprint is 32 hexadecimal digits")
  func fingerprint() {
    #expect(set.fingerprint.count == 32 && set.fingerprint.allSatisfy { $0.isHexDigit && !$0.isUppercase })
  }

  @Test("All values are finite and within bounds, and missing only where the definition says so")
  func bounds() {
    var world = RandomWorld(random: .printed("bounds"))
    var profiles = [Profile()]
    for isWild in [false, true, true] {
      profiles.append(folded(world.events(count: 200, numbers: 30, isWild: isWild)))
    }
    for profile in profiles {
      for moment in RandomWorld.edgeMoments {
        let matrix = set.compute(profile: profile, rows: world.rows(count: 24, numbers: 30), at: moment)
        for row in 0..<matrix.rowCount { check(matrix, row: row) }
      }
    }
  }

  private func check(_ matrix: FeatureMatrix, row: Int) {
    for (column, definition) in set.definitions.enumerated() {
      guard let value = matrix[row, column] else {
        if definition.missingRule == nil { Issue.record("\(definition.name) is missing without a rule") }
        if matrix.values[row * matrix.columnCount + column] != 0 {
          Issue.record("\(definition.name) is missing, not 0")
        }
        continue
      }
      if !value.isFinite || !definition.bounds.contains(value) || value.bitPattern == Float(-0.0).bitPattern {
        Issue.record("\(definition.name) is \(value)")
      }
    }
    let vector = matrix.vector(row: row)
    #expect(throws: Never.self) { try FeatureVector(values: vector.values, missing: vector.missing) }
  }

  @Test("A decoded profile gives the same bits as the one that was encoded")
  func decoded() throws {
    var world = RandomWorld(random: .printed("decoded"))
    let profile = folded(world.events(count: 300, numbers: 40))
    let rows = world.rows(count: 50, numbers: 40)
    let moment = Moment(seconds: 1_702_000_000)
    let again = try Profile(decoding: profile.encoded().span)
    #expect(
      set.compute(profile: profile, rows: rows, at: moment) == set.compute(profile: again, rows: rows, at: moment))
  }
}
