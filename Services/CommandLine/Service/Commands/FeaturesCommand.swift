import ArgumentParser
import Features

/// `bandstand features`
struct FeaturesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features", abstract: "Lists every feature that training and serving compute.")

  func run() async throws {
    let set = FeatureSet.standard
    print("\(set.definitions.count) features, fingerprint \(set.fingerprint)\n")
    var table = TextTable(["feature", "range", "unit", "meaning", "missing"])
    for feature in set.definitions {
      table.append([
        feature.name, "\(feature.bounds.lowerBound)...\(feature.bounds.upperBound)", feature.unit, feature.meaning,
        feature.missingRule ?? "never",
      ])
    }
    print(table.text)
  }
}
