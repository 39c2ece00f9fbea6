import CZlib

/// Decompresses one file of gzip (RFC 1952), piece by piece; frees its memory when it goes away.
///
/// A file may have several members, as `cat` and parallel compressors make them: what they hold comes one behind the other.
/// Zeros behind the last, as tapes have them, are passed over; anything else there is an error.
///
/// zlib keeps the address of its `z_stream`, so that one lies on the heap and never moves. Unchecked, because it cannot be copied:
/// whoever has it has it alone.
@safe struct GzipReader: ~Copyable, @unchecked Sendable {
  private enum State {
    case begin, within, between, padding
  }

  private let stream: UnsafeMutablePointer<z_stream>
  private let path: String
  private var state = State.begin

  init(path: String) {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // zlib's largest window, 32 KiB; 16 more stands for gzip's header and checksum.
    let code = unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "no memory for decompression")
    unsafe self.stream = unsafe stream
    self.path = path
  }

  deinit {
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Decompresses from an offset of a piece on, which is moved behind what was read, into at most so many bytes.
  ///
  /// - Throws: ``IntakeError/badCompression(path:reason:)``.
  mutating func read(_ piece: [UInt8], from offset: inout Int, bytesMax: Int) throws(IntakeError) -> [UInt8] {
    if state == .between || state == .padding { try beginMember(piece, &offset) }
    guard state == .begin || state == .within, offset < piece.count || state == .within else { return [] }
    var code = Z_OK
    let start = offset
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: bytesMax) { target, count in
      unsafe piece.withUnsafeBufferPointer { source in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress.map { unsafe $0 + start })
        unsafe stream.pointee.avail_in = UInt32(source.count - start)
        unsafe stream.pointee.next_out = target.baseAddress
        unsafe stream.pointee.avail_out = UInt32(bytesMax)
        code = unsafe inflate(stream, Z_NO_FLUSH)
      }
      count = unsafe bytesMax - Int(stream.pointee.avail_out)
    }
    offset = unsafe piece.count - Int(stream.pointee.avail_in)
    switch code {
    case Z_STREAM_END: state = .between
    case Z_OK, Z_BUF_ERROR: state = .within
    default: throw .badCompression(path: path, reason: reason)
    }
    return bytes
  }

  /// Sees that the file ended where its compression does.
  ///
  /// - Throws: ``IntakeError/badCompression(path:reason:)``.
  func finish() throws(IntakeError) {
    guard state != .within else { throw .badCompression(path: path, reason: "it is cut short") }
  }

  /// Looks at what follows a member: another one, or zeros up to the end.
  private mutating func beginMember(_ piece: [UInt8], _ offset: inout Int) throws(IntakeError) {
    while offset < piece.count, piece[offset] == 0 {
      state = .padding
      offset += 1
    }
    guard offset < piece.count else { return }
    guard state == .between, piece[offset] == 0x1F else {
      throw .badCompression(path: path, reason: "something else follows the end of what was compressed")
    }
    _ = unsafe inflateReset(stream)
    state = .begin
  }

  private var reason: String {
    guard let text = unsafe stream.pointee.msg else { return "it is spoiled" }
    return unsafe String(cString: text)
  }
}
