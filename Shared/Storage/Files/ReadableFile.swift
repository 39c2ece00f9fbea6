/// A file to read piece by piece, from any task, without blocking it. It may be a pipe, such as `/dev/stdin`.
public final class ReadableFile: Sendable {
  /// Its path.
  public let path: String
  /// Its size in bytes when it was opened; 0 for a pipe, whose size nobody knows.
  public let sizeBytes: Int
  /// Whether it is a pipe, a socket or a terminal, whose bytes come once and in their order.
  public let isStream: Bool
  private let descriptor: FileDescriptor

  private init(path: String, sizeBytes: Int, isStream: Bool, descriptor: consuming FileDescriptor) {
    self.path = path
    self.sizeBytes = sizeBytes
    self.isStream = isStream
    self.descriptor = descriptor
  }

  /// Opens a file. Of a named pipe it waits for somebody to write to it.
  ///
  /// - Throws: ``StorageError``, such as ``StorageError/notFound(what:)``.
  public static func open(_ path: String) async throws -> ReadableFile {
    try await BlockingWork.run {
      let descriptor = try FileDescriptor(reading: path)
      let isStream = try descriptor.isStream()
      let size = isStream ? 0 : try descriptor.size()
      return ReadableFile(path: path, sizeBytes: size, isStream: isStream, descriptor: descriptor)
    }
  }

  /// Up to so many bytes from an offset on; fewer only at the end of the file, none behind it. Of a stream the next bytes: the
  /// offset does not count, and only one may read at a time.
  public func read(at offset: Int, bytesMax: Int) async throws -> [UInt8] {
    try await BlockingWork.run {
      if self.isStream { return try self.descriptor.readNext(bytesMax: bytesMax) }
      return try self.descriptor.read(at: offset, bytesMax: bytesMax)
    }
  }
}
