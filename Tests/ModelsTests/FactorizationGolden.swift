import Features
import FoundationEssentials
import Testing

@testable import Models

/// The instance and its solution in `Tests/fixtures/factorization-numpy.tsv`.
struct FactorizationGolden {
  var plays: [PlayCount] = []
  var losses: [Double] = []
  var scores: [[Double]] = []

  var settings: FactorizationSettings {
    var settings = FactorizationSettings()
    settings.factorCount = 3
    settings.sweepCount = 5
    settings.unobservedWeight = 0.2
    settings.regularization = 0.05
    settings.frequencyExponent = 0.9
    settings.playWeight = 0.4
    settings.seed = 11
    return settings
  }

  static func read(file: String = #filePath) throws -> FactorizationGolden {
    let folder = file.split(separator: "/").dropLast(2).joined(separator: "/")
    let data = try Data(contentsOf: URL(fileURLWithPath: "/\(folder)/fixtures/factorization-numpy.tsv"))
    var golden = FactorizationGolden()
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t")
      switch fields[0] {
      case "play":
        let listener = try #require(UInt32(fields[1]))
        let item = ItemIdentifier(.artist, try #require(UInt64(fields[2])))
        golden.plays.append(PlayCount(listener: listener, item: item, plays: try #require(Float(fields[3]))))
      case "loss":
        golden.losses.append(try #require(Double(fields[2])))
      default:
        if fields[2] == "0" { golden.scores.append([]) }
        golden.scores[golden.scores.count - 1].append(try #require(Double(fields[3])))
      }
    }
    return golden
  }
}
