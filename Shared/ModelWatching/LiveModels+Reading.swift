public import Domain
import Models
import Storage

extension LiveModels {
  /// Puts a version in place of the one before, from its artifact.
  ///
  /// - Parameters:
  ///   - version: Which version the bytes are.
  ///   - artifact: The bytes, as they stand in the object store.
  ///   - sha256: What they were registered with, in lower-case hexadecimal.
  ///   - fingerprint: The feature set that this process computes.
  /// - Throws: ``ModelWatchingError``; then nothing is changed.
  public mutating func take(
    _ version: ModelVersion, artifact: [UInt8], sha256: String, fingerprint: String
  ) throws(ModelWatchingError) {
    guard let kind = ModelKind(version.model) else { throw .unknownKind(version) }
    let got = sha256Hex(artifact)
    guard got == sha256 else { throw .otherBytes(version, expected: sha256, got: got) }
    switch kind {
    case .popularity:
      popularity = LiveModel(
        version: version,
        model: try Self.read(version) { () throws(ModelError) in try PopularityModel(decoding: artifact.span) })
    case .factorization:
      factorization = LiveModel(
        version: version,
        model: try Self.read(version) { () throws(ModelError) in try FactorModel(decoding: artifact.span) })
    case .ranking:
      let model = try Self.read(version) { () throws(ModelError) in try LogisticModel(decoding: artifact.span) }
      guard model.fingerprint == fingerprint else {
        throw .otherFeatureSet(version, expected: fingerprint, got: model.fingerprint)
      }
      ranking[version.model] = LiveModel(version: version, model: model)
    }
  }

  private static func read<Model>(
    _ version: ModelVersion, _ body: () throws(ModelError) -> Model
  ) throws(ModelWatchingError) -> Model {
    do throws(ModelError) {
      return try body()
    } catch {
      throw .unreadable(version, reason: "\(error)")
    }
  }
}
