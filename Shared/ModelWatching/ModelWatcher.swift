import Domain
public import Logging
public import Messages
import RPC
public import ServiceLifecycle
public import Storage
import Synchronization

/// The newest live models, whole, for everybody in a process: follows `training` and swaps the snapshot.
///
/// An artifact is fetched from the object store and taken only when its SHA-256 is the one registered, it can be read, and it
/// was fitted on the feature set that this process computes; otherwise that is logged and the version before stays. While
/// `training` or the store does not answer, the models stay too, and the watch is begun anew with growing pauses.
public final class ModelWatcher: Service {
  private let client: Wire.TrainingClient
  private let models: [String]
  private let objects: any ObjectStore
  private let fingerprint: String
  private let pauses: Pauses
  private let logger: Logger
  private let snapshot = Mutex(LiveModels())

  /// How long to wait before the watch is begun anew.
  public struct Pauses: Sendable {
    /// After the first failure.
    public var first: Duration = .milliseconds(200)
    /// At most; the pause doubles with each failure in a row.
    public var longest: Duration = .seconds(5)

    /// The usual pauses.
    public init() {}
  }

  /// A watcher without models yet; ``run()`` fetches them.
  ///
  /// - Parameters:
  ///   - client: The service that tells which versions are live.
  ///   - models: The models wanted; a name that ends in "." stands for all that begin with it.
  ///   - objects: Where the artifacts are.
  ///   - fingerprint: The feature set that this process computes.
  public init(
    client: Wire.TrainingClient, models: [String], objects: any ObjectStore, fingerprint: String,
    pauses: Pauses = Pauses(), logger: Logger
  ) {
    self.client = client
    self.models = models
    self.objects = objects
    self.fingerprint = fingerprint
    self.pauses = pauses
    self.logger = logger
  }

  /// The newest models that were taken. Cheap: ask once a call.
  public var current: LiveModels { snapshot.withLock { $0 } }

  /// Follows the registry until the process stops.
  public func run() async throws {
    await cancelWhenGracefulShutdown { await self.follow() }
  }

  private func follow() async {
    var pause = pauses.first
    var failures = 0
    while !Task.isCancelled {
      do {
        for try await update in client.watchModels(Wire.WatchModelsRequest(models: models)) {
          if let record = update.model { try await take(record) }
          if failures > 0 { logger.notice("models are followed again", metadata: ["failures": "\(failures)"]) }
          (pause, failures) = (pauses.first, 0)
        }
      } catch {
        if failures == 0, !Task.isCancelled {
          logger.warning("models are not followed", metadata: ["error": "\(error)"])
        }
        failures += 1
      }
      try? await Task.sleep(for: pause)
      pause = min(pause * 2, pauses.longest)
    }
  }

  /// Fetches and takes a version that is new here. What is bad or not there is refused; a store that fails is asked again.
  private func take(_ record: Wire.ModelRecord) async throws {
    guard let wire = record.model else { return }
    let version = ModelVersion(model: wire.model, version: wire.version)
    guard current.version(of: version.model) != version else { return }
    do {
      let artifact = try await objects.get(record.key)
      var models = current
      try models.take(version, artifact: artifact, sha256: record.sha256, fingerprint: fingerprint)
      snapshot.withLock { $0 = models }
      logger.info("model is live here", metadata: ["model": "\(version)"])
    } catch let error where error is ModelWatchingError || Self.isAbsence(error) {
      logger.error("model is refused", metadata: ["model": "\(version)", "error": "\(error)"])
    }
  }

  /// Whether the store says that there is no such object, which asking again does not change.
  private static func isAbsence(_ error: any Error) -> Bool {
    if case .notFound? = error as? StorageError { return true }
    return false
  }
}
