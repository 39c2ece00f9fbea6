import Domain
public import Models
public import Storage
import Synchronization

/// Versions of the popularity model, read from the registry and the object store once each.
public final class PopularityVersions: Sendable {
  private let registry: any ModelRegistry
  private let objects: any ObjectStore
  private let known = Mutex<[UInt32: PopularityModel]>([:])

  /// The versions of a registry.
  public init(registry: any ModelRegistry, objects: any ObjectStore) {
    self.registry = registry
    self.objects = objects
  }

  /// A version; nil when it is not registered.
  ///
  /// - Throws: `StorageError` when its artifact cannot be read; `ModelError` when it is none.
  public func model(_ version: UInt32) async throws -> PopularityModel? {
    if let model = known.withLock({ $0[version] }) { return model }
    guard let record = try await registry.model(ModelVersion(model: "popularity", version: version)) else { return nil }
    let artifact = try await objects.get(record.key)
    let model = try PopularityModel(decoding: artifact.span)
    known.withLock { $0[version] = model }
    return model
  }
}
