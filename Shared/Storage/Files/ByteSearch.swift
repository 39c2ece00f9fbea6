import Glibc

/// Looks for texts among bytes: as many at once as there are, in one pass.
///
/// The first eight bytes of each text are known by a filter of 32 KiB, so that a pass over bytes without any of the texts
/// costs one to two nanoseconds a byte, for one text and for thousands. Texts of under eight bytes cost a pass each.
public struct ByteSearch: Sendable {
  private let texts: [[UInt8]]
  private var filter = [UInt64](repeating: 0, count: 1 << (filterBits - 6))
  private var indices: [UInt64: [Int]] = [:]
  private var short: [Int] = []

  private static let filterBits = 18
  private static let headBytes = 8

  /// A search for texts. Empty ones stand nowhere.
  public init(_ texts: [[UInt8]]) {
    self.texts = texts
    for (index, text) in texts.enumerated() {
      guard text.count >= Self.headBytes else {
        short.append(index)
        continue
      }
      let head = text.prefix(Self.headBytes).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      indices[head, default: []].append(index)
      let place = Self.place(of: head)
      filter[place >> 6] |= 1 << UInt64(place & 63)
    }
  }

  /// How often each text stands in some bytes, none of them counted twice.
  public func occurrences(in bytes: [UInt8]) -> [Int] {
    var counts = [Int](repeating: 0, count: texts.count)
    var ends = [Int: Int]()
    visit(bytes[...]) { index, start in
      guard start >= ends[index] ?? 0 else { return }
      counts[index] += 1
      ends[index] = start + texts[index].count
    }
    return counts
  }

  /// Which of the texts stand in some bytes, in their order.
  public func found(in bytes: ArraySlice<UInt8>) -> [Int] {
    var found: Set<Int> = []
    visit(bytes) { index, _ in found.insert(index) }
    return found.sorted()
  }

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

  /// Calls a body with each text that stands in the bytes and where, from the bytes' own beginning.
  private func visit(_ bytes: ArraySlice<UInt8>, _ body: (_ index: Int, _ start: Int) -> Void) {
    unsafe bytes.withUnsafeBytes { bytes in
      for index in short {
        let text = texts[index]
        guard !text.isEmpty, bytes.count >= text.count else { continue }
        for start in 0...(bytes.count - text.count) where unsafe Self.stands(text, in: bytes, at: start) {
          body(index, start)
        }
      }
      guard !indices.isEmpty, bytes.count >= Self.headBytes else { return }
      for start in 0...(bytes.count - Self.headBytes) {
        let head = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        let place = Self.place(of: head)
        guard filter[place >> 6] >> UInt64(place & 63) & 1 == 1, let candidates = indices[head] else { continue }
        for index in candidates where unsafe Self.stands(texts[index], in: bytes, at: start) { body(index, start) }
      }
    }
  }

  private static func stands(_ text: [UInt8], in bytes: UnsafeRawBufferPointer, at start: Int) -> Bool {
    guard let base = bytes.baseAddress, start + text.count <= bytes.count else { return false }
    return unsafe memcmp(base + start, text, text.count) == 0
  }

  private static func place(of head: UInt64) -> Int {
    Int((head &* 0x9e37_79b9_7f4a_7c15) >> UInt64(64 - filterBits))
  }
}
