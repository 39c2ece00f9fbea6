public import Masking
public import Storage

/// Which masking key the pseudonyms in a store were made with, by its fingerprint: another key would make every listener a
/// stranger, so it is refused.
public enum MaskingKeyRecord {
  private static let objectKey = "masking/key"

  /// Checks a key against the one that the store remembers, or makes the store remember it.
  ///
  /// - Throws: `MaskingKeyError.otherKey` for another key; `StorageError`.
  public static func check(_ key: MaskingKey, from path: String, in objects: any ObjectStore) async throws {
    guard try await objects.exists(objectKey) else {
      return try await objects.put(Array("\(key.fingerprint)\n".utf8), at: objectKey)
    }
    let known = String(decoding: try await objects.get(objectKey).filter { $0 > 32 }, as: UTF8.self)
    guard known == key.fingerprint else {
      throw MaskingKeyError.otherKey(path: path, fingerprint: key.fingerprint, expected: known)
    }
  }
}
