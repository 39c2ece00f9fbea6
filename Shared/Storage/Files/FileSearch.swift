/// Looks for a text in a file of any size, a piece at a time. Blocks.
enum FileSearch {
  private static let pieceBytes = 4 << 20

  /// How often a text stands in a file; 0 when there is no such file. Linear in the file.
  static func occurrences(of text: String, in path: String) throws(StorageError) -> Int {
    let wanted = Array(text.utf8)
    guard !wanted.isEmpty, Folders.isFile(path) else { return 0 }
    let file = try FileDescriptor(reading: path)
    var (count, offset) = (0, 0)
    while true {
      // Pieces overlap by less than the text, so that one across their border is found once.
      let piece = try file.read(at: offset, bytesMax: pieceBytes + wanted.count - 1)
      count += ByteSearch.occurrences(of: wanted, in: piece)
      if piece.count < pieceBytes + wanted.count - 1 { return count }
      offset += pieceBytes
    }
  }
}
