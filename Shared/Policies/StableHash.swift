/// A hash that is the same on every machine, in every process and in every release, unlike `Hasher`.
public enum StableHash {
  /// FNV-1a over the UTF-8 bytes, 64 bits (Fowler, Noll and Vo; draft-eastlake-fnv).
  ///
  /// Not for secrets and not against an adversary: for turning a page's name into a seed. Linear in the text's length.
  public static func fnv1a(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    return hash
  }
}
