import Domain
import Features

/// Trains one model from what a run extracted: read `train` top-down.
protocol ModelPipeline: Sendable {
  /// The model's name.
  var model: String { get }

  /// Dataset, validation, fit, evaluation, gate and push, as far as they apply.
  ///
  /// - Returns: The version that is live now.
  /// - Throws: A ``Refusal`` when a check or the gate said no, and what went wrong otherwise; then nothing was changed.
  func train(from log: ExtractedLog, at moment: Moment, reporter: RunReporter) async throws -> ModelVersion
}
