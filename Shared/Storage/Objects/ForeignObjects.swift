/// A store in which others may have put objects, under keys that break our own rule: with spaces, letters beyond ASCII, "%" and
/// the like. For reading only.
public protocol ForeignObjects: Sendable {
  /// All keys that begin with a text, in the order of their bytes, whatever their form.
  func foreignKeys(prefix: String) async throws -> [String]

  /// The object at such a key.
  ///
  /// - Throws: ``StorageError/notFound(what:)`` when there is none.
  func foreignObject(_ key: String) async throws -> [UInt8]
}
