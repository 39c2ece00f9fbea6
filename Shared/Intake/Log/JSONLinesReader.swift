/// Reads the lines of a text file piece by piece, whatever its size, each line within a bound. It may be compressed, or a pipe.
public struct JSONLinesReader: ~Copyable {
  private let file: SourceFile
  private var splitter: LineSplitter
  private var isAtEnd = false
  /// How many lines with something in them were returned so far.
  public private(set) var lines = 0

  /// How many blank lines were passed over so far.
  public var blankLines: Int { splitter.blankLines }

  /// The file's path.
  public var path: String { file.path }

  /// Opens a file.
  ///
  /// - Throws: `StorageError`; ``IntakeError`` for a file of a form that is not read.
  public static func open(
    _ path: String, lineBytesMax: Int = IntakeLimits.importedLineBytesMax
  ) async throws -> JSONLinesReader {
    JSONLinesReader(file: try await SourceFile(path), lineBytesMax: lineBytesMax)
  }

  init(file: SourceFile, lineBytesMax: Int = IntakeLimits.importedLineBytesMax) {
    self.file = file
    splitter = LineSplitter(lineBytesMax: lineBytesMax)
  }

  /// Refuses a file whose beginning shows that it is no JSON lines, by what it is. To be called before ``next()``.
  ///
  /// - Throws: ``IntakeError/wrongFormat(path:found:fix:)``; `StorageError`.
  public func checkFormat() async throws {
    try FileFormat.checkLines(try await file.peek(), of: path)
  }

  /// The next lines, at least one; nil at the end of the file.
  ///
  /// Does not block its caller's thread.
  /// - Throws: `StorageError`; ``IntakeError``, such as ``IntakeError/emptyFile(path:)`` at the end of a file without a line.
  public mutating func next() async throws -> [RawLine]? {
    while !isAtEnd {
      var found: [RawLine] = []
      if let piece = try await file.next() {
        found = splitter.take(piece)
      } else {
        isAtEnd = true
        if let last = splitter.finish() { found.append(last) }
      }
      lines += found.count
      if !found.isEmpty { return found }
    }
    if lines == 0 { throw IntakeError.emptyFile(path: path) }
    return nil
  }
}
