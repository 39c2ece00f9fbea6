public import Domain
public import Messages

extension ModelVersion {
  /// A version as a message tells it; version 0 and no name when there is no message.
  ///
  /// - Throws: For a name that is too long, or is empty while the version is not 0.
  public init(_ wire: Wire.ModelVersion?) throws(TranslationError) {
    let version = wire?.version ?? 0
    self.init(model: try FieldCheck.name(wire?.model ?? "", "model", mayBeEmpty: version == 0), version: version)
  }
}

extension Wire.ModelVersion {
  /// The version as a message.
  public init(_ version: ModelVersion) {
    self.init(model: version.model, version: version.version)
  }
}
