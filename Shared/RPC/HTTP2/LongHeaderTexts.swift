/// Header texts that nghttp2 does not take, in a header block as it stands on the wire (RFC 7541).
enum LongHeaderTexts {
  /// The longest name or value that nghttp2 decodes, in bytes on the wire; it ends the connection at a longer one.
  static let bytesMaximum = 65_536

  /// What stands for a long text: 8,192 times "x". A field with either is larger than the header table, which both leave
  /// empty when it is to be kept (RFC 7541, section 4.4), so that the peer's table and ours go on being the same. The table
  /// has RFC 9113's 4,096 bytes: we never let a peer use more.
  private static let standIn: [UInt8] = [0x7f, 0x81, 0x3f] + [UInt8](repeating: UInt8(ascii: "x"), count: 8192)

  /// The block with short texts for its long ones; nil when it has none, or cannot be read.
  static func shortened(_ block: [UInt8]) -> [UInt8]? {
    var reader = Reader(block: block)
    while reader.position < block.count {
      let first = block[reader.position]
      let isIndexed = first & 0x80 != 0
      let isKept = first & 0xc0 == 0x40
      let isTableSize = first & 0xe0 == 0x20
      guard let index = reader.number(bits: isIndexed ? 7 : isKept ? 6 : isTableSize ? 5 : 4) else { return nil }
      if isIndexed || isTableSize { continue }
      if index == 0, !reader.passText() { return nil }
      if !reader.passText() { return nil }
    }
    return reader.result
  }

  /// Goes through a block, and copies it when there is something to shorten.
  private struct Reader {
    let block: [UInt8]
    var position = 0
    private var shortened: [UInt8] = []
    private var copiedEnd = 0

    init(block: [UInt8]) { self.block = block }

    /// The block as shortened; nil when there was nothing to shorten.
    var result: [UInt8]? { copiedEnd == 0 ? nil : shortened + block[copiedEnd...] }

    /// Passes over a name or a value. Returns whether it is whole.
    mutating func passText() -> Bool {
      let start = position
      guard position < block.count, let count = number(bits: 7), count <= block.count - position else { return false }
      position += count
      if count > LongHeaderTexts.bytesMaximum {
        shortened += block[copiedEnd..<start] + LongHeaderTexts.standIn
        copiedEnd = position
      }
      return true
    }

    /// An integer whose first byte has so many bits of it (RFC 7541, section 5.1); nil for one that is cut or beyond 28 bits.
    mutating func number(bits: Int) -> Int? {
      let most = (1 << bits) - 1
      var value = Int(block[position]) & most
      position += 1
      guard value == most else { return value }
      for shift in stride(from: 0, through: 21, by: 7) {
        guard position < block.count else { return nil }
        let byte = Int(block[position])
        position += 1
        value += (byte & 127) << shift
        if byte & 128 == 0 { return value }
      }
      return nil
    }
  }
}
