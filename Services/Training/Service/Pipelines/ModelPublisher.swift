import Domain
import Features
import Storage

/// Makes a model live: reserves a version, puts the artifact, registers it, switches over. In this order, so that whatever
/// stops it in between leaves what is live as it was.
struct ModelPublisher: Sendable {
  let objects: any ObjectStore
  let registry: any ModelRegistry
  let now: @Sendable () -> Moment

  /// Publishes an artifact.
  ///
  /// - Parameter keep: Keeps what belongs to the version, before it goes live.
  func publish(
    _ artifact: [UInt8], as model: String, fingerprint: String, figures: [Figure], reporter: RunReporter,
    keep: (ModelVersion) async throws -> Void = { _ in }
  ) async throws -> StepOutcome<ModelVersion> {
    try Task.checkCancellation()
    let digest = sha256Hex(artifact)
    let models = try await registry.models(named: model)
    if let twin = models.first(where: { $0.isWithdrawn && $0.sha256 == digest }) {
      throw Refusal(
        message: "its artifact has the very bytes of \(twin.version), which was withdrawn: train on other data")
    }
    let version = try await registry.reserveVersion(of: model)
    let key = ObjectKeys.artifact(of: version)
    try await objects.put(artifact, at: key)
    try await keep(version)
    try await registry.register(
      ModelRecord(
        version: version, key: key, sha256: digest, fingerprint: fingerprint, created: now(),
        figures: figures, run: reporter.run))
    try await reporter.requireGoing()
    do {
      try await registry.makeLive(version, at: now())
    } catch let error as StorageError {
      guard case .modelHeld = error else { throw error }
      throw Refusal(message: "\(error)")
    }
    return StepOutcome(version, "\(version) is live", figures: [Figure("bytes", Double(artifact.count))])
  }
}
