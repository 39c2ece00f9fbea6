/// An event's identifier as an entry of a batch has it: within the entry if it has room there, as all masked ones have, for what
/// stands elsewhere has to be fetched from there.
struct EntryIdentifier: Sendable {
  /// The longest that has room, in bytes of UTF-8.
  static let bytesMax = 23

  /// The text; its last byte is how many of the others count, or ``elsewhere``.
  private(set) var bytes = InlineArray<24, UInt8>(repeating: 0)
  private static let elsewhere: UInt8 = 255

  /// A text with at most ``bytesMax`` bytes.
  init(_ text: Span<UInt8>) {
    precondition(text.count <= Self.bytesMax, "a longer one stands elsewhere")
    for index in text.indices { bytes[index] = text[index] }
    bytes[Self.bytesMax] = UInt8(text.count)
  }

  /// The text that has a number elsewhere.
  init(numbered number: Int) {
    for index in 0..<8 { bytes[index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
    bytes[Self.bytesMax] = Self.elsewhere
  }

  /// How many of its ``bytes`` are the text; nil when that stands elsewhere.
  var count: Int? { bytes[Self.bytesMax] == Self.elsewhere ? nil : Int(bytes[Self.bytesMax]) }

  /// Its number elsewhere.
  var number: Int { (0..<8).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) } }
}
