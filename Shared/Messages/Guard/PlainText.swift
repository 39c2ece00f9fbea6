extension Span<UInt8> {
  /// Whether all bytes are ASCII characters and none is NUL. Looks at eight bytes at a time.
  @inline(__always)
  var isPlainText: Bool {
    let words = unsafe self.bytes
    guard count >= 8 else { return isShortPlainText }
    var offset = 0
    while offset &+ 8 <= count {
      guard unsafe words.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self).isPlainText else {
        return false
      }
      offset &+= 8
    }
    // The last eight, some of them once more.
    return unsafe words.unsafeLoadUnaligned(fromUncheckedByteOffset: count &- 8, as: UInt64.self).isPlainText
  }

  @inline(__always)
  private var isShortPlainText: Bool {
    for index in 0..<count {
      guard unsafe (1...127).contains(self[unchecked: index]) else { return false }
    }
    return true
  }
}

extension UInt64 {
  /// Whether each of the eight bytes is in 1...127: only then does neither it nor it less one have its highest bit set.
  @inline(__always)
  fileprivate var isPlainText: Bool {
    (self &- 0x0101_0101_0101_0101 | self) & 0x8080_8080_8080_8080 == 0
  }
}
