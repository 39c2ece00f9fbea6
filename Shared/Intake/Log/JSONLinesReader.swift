public import Storage

/// Reads the lines of a text file piece by piece, whatever its size, each line within a bound.
public struct JSONLinesReader: ~Copyable {
  private let file: ReadableFile
  private var splitter: LineSplitter
  private var offset = 0
  private var isAtEnd = false
  /// How many lines with something in them were returned so far.
  public private(set) var lines = 0

  /// How many blank lines were passed over so far.
  public var blankLines: Int { splitter.blankLines }

  /// The file's path.
  public var path: String { file.path }

  /// Reads an open file from its beginning.
  public init(file: ReadableFile, lineBytesMax: Int = IntakeLimits.importedLineBytesMax) {
    self.file = file
    splitter = LineSplitter(lineBytesMax: lineBytesMax)
  }

  /// The next lines, at least one; nil at the end of the file.
  ///
  /// Does not block its caller's thread.
  /// - Throws: `StorageError`; ``IntakeError/emptyFile(path:)`` at the end of a file without a line.
  public mutating func next() async throws -> [RawLine]? {
    while !isAtEnd {
      let piece = try await file.read(at: offset, bytesMax: IntakeLimits.chunkBytes)
      offset += piece.count
      var found = splitter.take(piece)
      if piece.count < IntakeLimits.chunkBytes {
        isAtEnd = true
        if let last = splitter.finish() { found.append(last) }
      }
      lines += found.count
      if !found.isEmpty { return found }
    }
    if lines == 0 { throw IntakeError.emptyFile(path: file.path) }
    return nil
  }

  /// The files to import at a path: the file itself, or a folder's files that end in a suffix, in the order of their names.
  ///
  /// - Throws: `StorageError.notFound`; ``IntakeError/emptyFolder(path:suffix:)``.
  public static func files(at path: String, suffix: String = ".jsonl") async throws -> [String] {
    switch try await FileTree.kind(of: path) {
    case .file: return [path]
    case .folder:
      let names = try await FileTree.names(in: path).filter { $0.hasSuffix(suffix) }
      guard !names.isEmpty else { throw IntakeError.emptyFolder(path: path, suffix: suffix) }
      return names.map { "\(path)/\($0)" }
    }
  }
}
