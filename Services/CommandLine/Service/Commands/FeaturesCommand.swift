import ArgumentParser
import Domain
import Features
import FoundationEssentials

/// `bandstand features`
struct FeaturesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features", abstract: "Lists every feature that training and serving compute, from its declaration.")

  @Flag(help: "Print a JSON object a line for each feature.")
  var json = false

  @Option(help: "A file of shelves as the services take: the trained ones are those whose models use the features.")
  var shelves: String?

  func run() async throws {
    let set = FeatureSet.standard
    let models = try trainedModels()
    if json {
      for line in try FeatureLine.lines(of: set, usedIn: models) { print(line) }
      return
    }
    print("\(set.definitions.count) features, fingerprint \(set.fingerprint)")
    print("Used by every trained shelf's model" + (models.isEmpty ? "" : ": \(models.joined(separator: ", "))") + "\n")
    var table = TextTable(["feature", "range", "unit", "computed", "meaning", "missing"])
    for (feature, basis) in zip(set.definitions, set.bases) {
      table.append([
        feature.name, "\(feature.bounds.lowerBound)...\(feature.bounds.upperBound)", feature.unit, basis.cadence,
        feature.meaning, feature.missingRule ?? "never",
      ])
    }
    print(table.text)
  }

  /// The models of the shelves in the file; none without a file.
  private func trainedModels() throws -> [String] {
    guard let shelves else { return [] }
    return try Shelves(json: [UInt8](Data(contentsOf: URL(filePath: shelves)))).definitions.compactMap(\.model)
  }
}

/// One feature as a line of JSON.
struct FeatureLine: Encodable {
  let feature: String
  let column: Int
  let meaning: String
  let unit: String
  let lowerBound: Float
  let upperBound: Float
  /// What it is computed from, and how often that is.
  let basis: String
  let computed: String
  /// When it is missing; absent when it never is.
  let missing: String?
  /// The models that read it.
  let usedIn: [String]
  let fingerprint: String

  /// The lines of a set, in the order of its columns.
  static func lines(of set: FeatureSet, usedIn models: [String]) throws -> [String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return try zip(set.definitions, set.bases).enumerated().map { column, feature in
      let (definition, basis) = feature
      let line = FeatureLine(
        feature: definition.name, column: column, meaning: definition.meaning, unit: definition.unit,
        lowerBound: definition.bounds.lowerBound, upperBound: definition.bounds.upperBound, basis: basis.rawValue,
        computed: basis.cadence, missing: definition.missingRule, usedIn: models, fingerprint: set.fingerprint)
      return String(decoding: try encoder.encode(line), as: UTF8.self)
    }
  }
}
