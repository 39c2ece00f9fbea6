public import Domain
public import Models
public import Storage
import Synchronization

/// Versions of ranking models, read from the registry and the object store once each.
public final class RankingVersions: Sendable {
  private let registry: any ModelRegistry
  private let objects: any ObjectStore
  private let known = Mutex<[ModelVersion: LogisticModel]>([:])

  /// The versions of a registry.
  public init(registry: any ModelRegistry, objects: any ObjectStore) {
    self.registry = registry
    self.objects = objects
  }

  /// A version; nil when it is not registered, or its artifact is gone.
  ///
  /// - Throws: `StorageError` when its artifact cannot be read; `ModelError` when it is none.
  public func model(_ version: ModelVersion) async throws -> LogisticModel? {
    if let model = known.withLock({ $0[version] }) { return model }
    guard let record = try await registry.model(version) else { return nil }
    let artifact: [UInt8]
    do { artifact = try await objects.get(record.key) } catch StorageError.notFound { return nil }
    let model = try LogisticModel(decoding: artifact.span)
    known.withLock { $0[version] = model }
    return model
  }
}
