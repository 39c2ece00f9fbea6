import Glibc

/// Looks for bytes among others.
public enum ByteSearch {
  /// How often some bytes stand in others, none of them counted twice.
  public static func occurrences(of wanted: [UInt8], in bytes: [UInt8]) -> Int {
    guard let first = wanted.first, bytes.count >= wanted.count else { return 0 }
    return unsafe bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      var (count, start) = (0, 0)
      let last = bytes.count - wanted.count
      while start <= last, let found = unsafe memchr(base + start, Int32(first), last - start + 1) {
        let isFound = unsafe memcmp(found, wanted, wanted.count) == 0
        if isFound { count += 1 }
        start = unsafe base.distance(to: UnsafeRawPointer(found)) + (isFound ? wanted.count : 1)
      }
      return count
    }
  }
}
