import CZstandard

/// Decompresses one file of Zstandard, piece by piece; frees its memory when it goes away.
///
/// Holds a file's window besides, at most 128 MiB, which is what the format lets every reader expect.
///
/// Unchecked, because it cannot be copied: whoever has it has it alone.
@safe struct ZstandardReader: ~Copyable, @unchecked Sendable {
  private let stream: OpaquePointer
  private let path: String
  private var isWithinFrame = false

  init(path: String) {
    guard let stream = unsafe ZSTD_createDStream() else { preconditionFailure("no memory for decompression") }
    unsafe self.stream = stream
    self.path = path
  }

  deinit { _ = unsafe ZSTD_freeDStream(stream) }

  /// Decompresses from an offset of a piece on, which is moved behind what was read, into at most so many bytes.
  ///
  /// - Throws: ``IntakeError/badCompression(path:reason:)``.
  mutating func read(_ piece: [UInt8], from offset: inout Int, bytesMax: Int) throws(IntakeError) -> [UInt8] {
    guard offset < piece.count || isWithinFrame else { return [] }
    var outcome = 0
    let start = offset
    var end = offset
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: bytesMax) { target, count in
      var output = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: bytesMax, pos: 0)
      unsafe piece.withUnsafeBytes { source in
        var input = unsafe ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: start)
        repeat {
          outcome = unsafe ZSTD_decompressStream(stream, &output, &input)
        } while unsafe ZSTD_isError(outcome) == 0 && input.pos < input.size && output.pos < output.size
        end = unsafe input.pos
      }
      count = unsafe output.pos
    }
    guard ZSTD_isError(outcome) == 0 else { throw .badCompression(path: path, reason: Self.text(of: outcome)) }
    offset = end
    isWithinFrame = outcome != 0
    return bytes
  }

  /// Sees that the file ended where its compression does.
  ///
  /// - Throws: ``IntakeError/badCompression(path:reason:)``.
  func finish() throws(IntakeError) {
    guard !isWithinFrame else { throw .badCompression(path: path, reason: "it is cut short") }
  }

  private static func text(of code: Int) -> String {
    guard let text = unsafe ZSTD_getErrorName(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}
