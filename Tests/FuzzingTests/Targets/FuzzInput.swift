/// The bytes a fuzzer made, taken from the front: first what decides, then what is fed.
struct FuzzInput {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// The next byte, or zero at the end.
  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// The next `count` bytes, or as many as there are.
  mutating func bytes(_ count: Int) -> [UInt8] {
    let taken = rest.prefix(count)
    rest = rest.dropFirst(count)
    return Array(taken)
  }

  /// All that is left.
  mutating func all() -> [UInt8] { bytes(rest.count) }

  var isEmpty: Bool { rest.isEmpty }
}
