import Features
import Models
import Policies
import Testing

@Suite("Logistic model")
struct LogisticModelTests {
  /// Rows whose true log-odds are `1 + 2 * first - 1.5 * [second is missing]`.
  private func rows(_ count: Int, seed: UInt64) throws -> LabelledRows {
    var generator = SeededGenerator(seed: seed)
    var (values, missing, labels) = ([Float](), [UInt8](), [Bool]())
    for _ in 0..<count {
      let first = Float(generator.unit() * 4 - 2)
      let isMissing = generator.unit() < 0.4
      values += [first, isMissing ? 0 : Float(generator.unit()), 7]
      missing.append(isMissing ? 0b010 : 0)
      let odds = 1 + 2 * first - (isMissing ? 1.5 : 0)
      labels.append(generator.unit() < Double(DeterministicMath.sigmoid(odds)))
    }
    return try LabelledRows(columnCount: 3, values: values, missing: missing, labels: labels)
  }

  private let names = ["first", "second", "constant"]

  @Test("The fit finds the odds that the labels were drawn with, seed 21")
  func findsTruth() throws {
    let model = try LogisticModel(fitting: try rows(20_000, seed: 21), names: names, fingerprint: "f")
    let middle = try FeatureVector(values: [0, 0.5, 7], missing: [0])
    let high = try FeatureVector(values: [1, 0.5, 7], missing: [0])
    let absent = try FeatureVector(values: [0, 0, 7], missing: [0b010])
    #expect(abs(model.score(middle) - 1) < 0.15)
    #expect(abs(model.score(high) - 3) < 0.2)
    #expect(abs(model.score(absent) + 0.5) < 0.15)
    #expect(abs(model.probability(ofScore: 0) - 0.5) < 1e-6)
    #expect(model.features[2].weight == 0, "a constant says nothing")
  }

  @Test("The same rows give the same bytes, and a row of weight 2 counts as two rows")
  func deterministicAndWeighted() throws {
    let once = try rows(300, seed: 5)
    let twice = try LabelledRows(
      columnCount: 3, values: once.values + once.values, missing: once.missing + once.missing,
      labels: once.labels + once.labels)
    let weighted = try LabelledRows(
      columnCount: 3, values: once.values, missing: once.missing, labels: once.labels,
      weights: once.labels.map { _ in 2 })
    let first = try LogisticModel(fitting: twice, names: names, fingerprint: "f")
    let second = try LogisticModel(fitting: weighted, names: names, fingerprint: "f")
    #expect(first.encoded() == (try LogisticModel(fitting: twice, names: names, fingerprint: "f")).encoded())
    let vector = try FeatureVector(values: [1.5, 0.25, 7], missing: [0])
    #expect(abs(first.score(vector) - second.score(vector)) < 1e-5)
  }

  @Test("Perfectly separable rows end in finite weights")
  func separable() throws {
    let values: [Float] = (0..<100).map { Float($0) }
    let labels = values.map { $0 >= 50 }
    let rows = try LabelledRows(
      columnCount: 1, values: values, missing: [UInt8](repeating: 0, count: 100), labels: labels)
    var settings = LogisticSettings()
    settings.regularization = 1e-6
    let model = try LogisticModel(fitting: rows, names: ["x"], fingerprint: "f", settings: settings)
    #expect(model.score(try FeatureVector(values: [99], missing: [0])).isFinite)
    #expect(model.score(try FeatureVector(values: [60], missing: [0])) > 0)
    #expect(model.score(try FeatureVector(values: [40], missing: [0])) < 0)
  }

  @Test("No value, however large, makes a score that is not finite")
  func hugeValues() throws {
    let model = try LogisticModel(fitting: try rows(300, seed: 8), names: names, fingerprint: "f")
    for value in [Float.greatestFiniteMagnitude, -.greatestFiniteMagnitude] {
      #expect(model.score(try FeatureVector(values: [value, value, value], missing: [0])).isFinite)
    }
  }

  @Test("Rows that cannot teach anything are refused with the reason")
  func refusals() throws {
    let alike = try LabelledRows(columnCount: 1, values: [1, 2], missing: [0, 0], labels: [true, true])
    #expect(throws: ModelError.oneClass(positives: 2, negatives: 0)) {
      try LogisticModel(fitting: alike, names: ["x"], fingerprint: "f")
    }
    let none = try LabelledRows(columnCount: 1, values: [], missing: [], labels: [])
    #expect(throws: ModelError.nothingToLearnFrom(what: "labelled rows")) {
      try LogisticModel(fitting: none, names: ["x"], fingerprint: "f")
    }
    #expect(throws: ModelError.notFinite(what: "value", index: 1)) {
      try LabelledRows(columnCount: 1, values: [1, .nan], missing: [0, 0], labels: [true, false])
    }
    #expect(throws: ModelError.sizeMismatch(what: "values", expected: 2, got: 1)) {
      try LabelledRows(columnCount: 1, values: [1], missing: [0, 0], labels: [true, false])
    }
  }

  @Test("Features that are constant, always missing or never present get no weight")
  func degenerateFeatures() throws {
    let rows = try LabelledRows(
      columnCount: 2, values: [3, 0, 3, 0, 3, 0, 3, 0], missing: [2, 2, 2, 2], labels: [true, false, false, false])
    let model = try LogisticModel(fitting: rows, names: ["constant", "absent"], fingerprint: "f")
    #expect(model.features.allSatisfy { $0.weight == 0 && $0.missingWeight == 0 })
    #expect(abs(model.probability(ofScore: model.intercept) - 0.25) < 1e-4, "the share of positives")
  }
}
