/// A file to read piece by piece, from any task, without blocking it.
public final class ReadableFile: Sendable {
  /// Its path.
  public let path: String
  /// Its size in bytes when it was opened.
  public let sizeBytes: Int
  private let descriptor: FileDescriptor

  private init(path: String, sizeBytes: Int, descriptor: consuming FileDescriptor) {
    self.path = path
    self.sizeBytes = sizeBytes
    self.descriptor = descriptor
  }

  /// Opens a file.
  ///
  /// - Throws: ``StorageError``, such as ``StorageError/notFound(what:)``.
  public static func open(_ path: String) async throws -> ReadableFile {
    try await BlockingWork.run {
      let descriptor = try FileDescriptor(reading: path)
      return ReadableFile(path: path, sizeBytes: try descriptor.size(), descriptor: descriptor)
    }
  }

  /// Up to so many bytes from an offset on; fewer only at the end of the file, none behind it.
  public func read(at offset: Int, bytesMax: Int) async throws -> [UInt8] {
    try await BlockingWork.run { try self.descriptor.read(at: offset, bytesMax: bytesMax) }
  }
}
