#if _endian(big)
  #error("whole columns are copied as they stand in memory: the format is little-endian")
#endif

extension [UInt8] {
  /// Appends numbers as they stand in memory, in one copy.
  mutating func append<Number: FixedWidthInteger & BitwiseCopyable>(littleEndian numbers: [Number]) {
    unsafe numbers.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }
}

/// Reads numbers off bytes and never past their end.
struct LittleEndianReader {
  let bytes: [UInt8]
  /// Where the next number begins.
  private(set) var offset: Int

  init(bytes: [UInt8], offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  /// The next number.
  mutating func integer<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type) throws(DatasetError)
    -> Number
  {
    try integers(type, count: 1)[0]
  }

  /// The next numbers, in one copy. The count has been checked against a limit by the caller.
  mutating func integers<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type, count: Int)
    throws(DatasetError) -> [Number]
  {
    let range = try take(count * MemoryLayout<Number>.size)
    return unsafe [Number](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      unsafe bytes.withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: UnsafeRawBufferPointer(rebasing: source[range]))
      }
      initializedCount = count
    }
  }

  /// The next name: a 2-byte length and valid UTF-8.
  mutating func name() throws(DatasetError) -> String {
    let length = Int(try integer(UInt16.self))
    let range = try take(length)
    guard let name = String(validating: bytes[range], as: UTF8.self) else { throw DatasetError.notADataset }
    return name
  }

  private mutating func take(_ count: Int) throws(DatasetError) -> Range<Int> {
    guard count <= bytes.count - offset else {
      throw DatasetError.wrongLength(expectedBytes: offset + count, gotBytes: bytes.count)
    }
    defer { offset += count }
    return offset..<offset + count
  }
}
