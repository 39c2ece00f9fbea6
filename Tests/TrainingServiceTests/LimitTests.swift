import Datasets
import Domain
import Features
import Hosting
import Storage
import Testing

@testable import TrainingService

@Suite("Limits of training that hold each other")
struct LimitTests {
  private let features = FeatureSet.standard.definitions.count

  @Test("A run at its limit of rows makes a dataset that the object store takes") func rows() {
    let limits = ExtractionLimits()
    #expect(limits.rowsMax <= ExtractionLimits.rowsLimit && ExtractionLimits.rowsLimit <= RankingDataset.rowsMax)
    let most = RankingDataset.encodedBytesMax(rows: ExtractionLimits.rowsLimit, features: features)
    #expect(most <= StorageLimits.objectBytesMax)
    let beyond = RankingDataset.encodedBytesMax(rows: ExtractionLimits.rowsLimit + 1, features: features)
    #expect(beyond > StorageLimits.objectBytesMax, "the limit wastes nothing")
  }

  @Test("What a dataset is said to take is what it takes, whatever its names") func bytes() throws {
    for name in ["s", String(repeating: "s", count: RankingDataset.nameBytesMax)] {
      let made = MadeSlates(listeners: 3, slatesEach: 2, cards: 2)
      let dataset = try made.dataset()
      let encoded = dataset.encoded().count
      let said = RankingDataset.encodedBytesMax(rows: dataset.rowCount, features: dataset.featureCount)
      let empty = try RankingDataset(
        shelf: name, fingerprint: "f", featureNames: dataset.featureNames, popularityFeature: "pair.popularity")
      #expect(empty.encoded().count <= RankingDataset.encodedBytesMax(rows: 0, features: dataset.featureCount))
      let nothing = try RankingDataset(
        shelf: dataset.shelf, fingerprint: "f", featureNames: dataset.featureNames, popularityFeature: "pair.popularity"
      )
      let rows = dataset.rowCount * RankingDataset.bytesPerRow(features: dataset.featureCount)
      #expect(encoded == nothing.encoded().count + rows && encoded <= said)
    }
  }

  @Test("The help says what a row takes, and takes no more rows than an object holds") func help() throws {
    let key = try #require(TrainingConfiguration.keys.first { $0.name == "extract.rowsMost" })
    #expect("\(key)".contains("\(RankingDataset.bytesPerRow(features: features)) bytes each"))
  }

  @Test("A model's and a step's figures are within what the stores take") func figures() throws {
    let slates = MadeSlates()
    let evaluation = try #require(
      RankingEvaluation(
        of: try slates.model(weight: 1), corrected: ChanceCorrection(),
        live: (ModelVersion(model: "m", version: 1), try slates.model(weight: 1)), on: try slates.dataset()))
    #expect(evaluation.figures.count <= StorageLimits.figuresMax)
    #expect(Set(evaluation.figures.map(\.name)).count == evaluation.figures.count)
    #expect(evaluation.figures.allSatisfy { $0.value.isFinite })
    #expect(SkipReason.allCases.count + 1 <= StorageLimits.figuresMax)
  }

  @Test("The fewest slates and listeners that are judged allow the least power") func power() {
    let limits = RankingGateLimits()
    #expect(limits.listenersMin <= limits.slatesMin && limits.gainOverLiveMin < limits.detectableGainMax)
    #expect(limits.leaks.featureAreaMax <= limits.leaks.modelAreaMax)
  }
}
