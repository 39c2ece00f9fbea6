import Features
import Messages
import RPC
import Storage

/// Has a dataset checked by the validation service before anything is fitted on it.
struct ValidationStep: Sendable {
  let client: Wire.ValidationClient
  /// How long a check may take.
  let timeout: Duration

  /// Checks a dataset.
  ///
  /// - Parameters:
  ///   - moment: The moment of the run.
  ///   - exploration: The share of pages on which the shelf's policy explores.
  /// - Throws: A ``Refusal`` with the feature's name, both distributions and the distance; `RPCStatus` when the service
  ///   cannot be asked: what was not checked is not fitted.
  func check(
    _ name: String, key: String, moment: Moment, exploration: Double? = nil
  ) async throws -> StepOutcome<Void> {
    let request = Wire.CheckDatasetRequest(
      name: name, key: key, momentMilliseconds: moment.milliseconds, exploration: exploration)
    let checked = try await client.checkDataset(request, options: CallOptions(timeout: timeout))
    let widest = checked.distances.first
    let figures = widest.map { [Figure("widest drift", $0.distance)] } ?? []
    guard checked.passed else {
      throw Refusal(message: Self.text(of: checked.violations), figures: figures)
    }
    guard let widest else { return StepOutcome((), "the first of its name", figures: figures) }
    return StepOutcome((), "nothing violated; \(widest.feature) drifted most", figures: figures)
  }

  /// Makes the dataset of a model that went live what the next one is compared with. What fails on the way changes nothing of
  /// the model: the next dataset is compared with the live model's own in any case.
  func accept(_ name: String, key: String) async throws {
    let request = Wire.AcceptDatasetRequest(name: name, key: key, afterPush: true)
    _ = try await client.acceptDataset(request, options: CallOptions(timeout: timeout))
  }

  /// The first violations in full, the others by their features: a step's message is bounded.
  private static func text(of violations: [Wire.Violation]) -> String {
    let first = violations.prefix(violationsInFull).map(text(of:))
    let others = violations.dropFirst(violationsInFull).map { "\($0.rule) of \($0.feature)" }
    return (first + (others.isEmpty ? [] : ["and " + others.joined(separator: ", ")])).joined(separator: "; ")
  }

  private static let violationsInFull = 4

  private static func text(of violation: Wire.Violation) -> String {
    let text = "\(violation.rule): \(violation.message)"
    guard let before = violation.before, let now = violation.now else { return text }
    return """
      \(text); distance \(Rounded.text(violation.measured)), limit \(Rounded.text(violation.limit)); \
      before: \(shares(of: before)); now: \(shares(of: now))
      """
  }

  private static func shares(of distribution: Wire.Distribution) -> String {
    distribution.bins.map { "\($0.label) \(Rounded.text($0.share))" }.joined(separator: ", ")
  }
}
