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
  func publish(
    _ artifact: [UInt8], as model: String, fingerprint: String, figures: [Figure], reporter: RunReporter
  ) async throws -> StepOutcome<ModelVersion> {
    try Task.checkCancellation()
    let version = try await registry.reserveVersion(of: model)
    let key = ObjectKeys.artifact(of: version)
    try await objects.put(artifact, at: key)
    try await registry.register(
      ModelRecord(
        version: version, key: key, sha256: sha256Hex(artifact), fingerprint: fingerprint, created: now(),
        figures: figures, run: reporter.run))
    try await registry.makeLive(version, at: now())
    return StepOutcome(version, "\(version) is live", figures: [Figure("bytes", Double(artifact.count))])
  }
}
