/// Reads the elements of an ASN.1 structure in DER form (X.690), one after the other.
struct DERReader {
  /// An element: its tag, and what it holds.
  struct Element {
    let tag: UInt8
    let content: ArraySlice<UInt8>

    /// Its own elements.
    var elements: DERReader { DERReader(content) }
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next element; nil at the end.
  ///
  /// - Throws: When the bytes are no DER, or end inside an element.
  mutating func next() throws(TLSError) -> Element? {
    guard let tag = rest.popFirst() else { return nil }
    let count = try length()
    guard tag & 0x1f != 0x1f, count <= rest.count else { throw .unreadablePeerCertificate }
    defer { rest = rest.dropFirst(count) }
    return Element(tag: tag, content: rest.prefix(count))
  }

  /// The next element, which must be there and have that tag.
  mutating func next(_ tag: UInt8) throws(TLSError) -> Element {
    guard let element = try next(), element.tag == tag else { throw .unreadablePeerCertificate }
    return element
  }

  private mutating func length() throws(TLSError) -> Int {
    guard let first = rest.popFirst() else { throw .unreadablePeerCertificate }
    guard first >= 0x80 else { return Int(first) }
    let count = Int(first & 0x7f)
    guard (1...4).contains(count), rest.count >= count else { throw .unreadablePeerCertificate }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
  }
}
