/// A trained artifact and its immutable revision. In text "factorization@3".
public struct ModelVersion: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The model's name, such as "factorization" or "ranking.shortcuts".
  public var model: String
  /// Counts up from 1 for each name; 0 when no model was used.
  public var version: UInt32

  /// A version of a model.
  public init(model: String, version: UInt32) {
    self.model = model
    self.version = version
  }

  /// "model@version".
  public var description: String { "\(model)@\(version)" }
}
