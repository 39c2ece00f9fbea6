import Glibc

/// A file being written line by line; closed when it goes away.
struct LineFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// Bytes written so far, the buffered ones included.
  private(set) var bytes = 0

  private static let bufferBytes = 1 << 20

  /// Makes the file, or empties it.
  ///
  /// - Throws: ``SimulationError/cannotWrite(path:code:)``.
  init(path: String) throws(SimulationError) {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, code: errno) }
  }

  deinit { close(descriptor) }

  /// Writes a line with its line break.
  mutating func write(_ line: [UInt8]) throws(SimulationError) {
    buffer += line
    bytes += line.count
    if buffer.count >= Self.bufferBytes { try flush() }
  }

  /// Writes what is buffered and makes it durable. Call it last.
  mutating func finish() throws(SimulationError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, code: errno) }
  }

  private mutating func flush() throws(SimulationError) {
    var written = 0
    while written < buffer.count {
      let count = unsafe buffer.withUnsafeBytes { pointer in
        unsafe Glibc.write(descriptor, pointer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .cannotWrite(path: path, code: errno) }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
