import Domain
import Features
import Models
import Storage

/// Trains "popularity": shares of listens by segment.
struct PopularityPipeline: ModelPipeline {
  /// The model's name.
  static let name = "popularity"

  let model = Self.name
  /// The fewest listens to learn from.
  let listensMin: Int
  let publisher: ModelPublisher

  func train(from log: ExtractedLog, at moment: Moment, reporter: RunReporter) async throws -> ModelVersion {
    let figures = [Figure("listens", Double(log.listens))]
    let fitted = try await reporter.perform(.fit, of: model) {
      StepOutcome(log.popularity.model(), "\(log.listens) listens counted", figures: figures)
    }
    try await reporter.perform(.gate, of: model) {
      guard log.listens >= listensMin else {
        throw Refusal(
          message: "\(log.listens) listens are fewer than \(listensMin): import or simulate more", figures: figures)
      }
      return StepOutcome((), "at least \(listensMin) listens")
    }
    return try await reporter.perform(.push, of: model) {
      let artifact = fitted.encoded()
      guard try PopularityModel(decoding: artifact.span) == fitted else {
        throw TrainingError.artifactDiffers(model: model, what: "a share of listens")
      }
      return try await publisher.publish(artifact, as: model, fingerprint: "", figures: figures, reporter: reporter)
    }
  }
}
