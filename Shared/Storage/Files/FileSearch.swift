/// Looks for texts in a file of any size, a piece at a time. Blocks.
enum FileSearch {
  private static let pieceBytes = 4 << 20

  /// How often each text stands in a file; 0 when there is no such file. Linear in the file, however many texts there are.
  static func occurrences(of texts: [String], in path: String) throws(StorageError) -> [Int] {
    let wanted = texts.map { Array($0.utf8) }
    var counts = [Int](repeating: 0, count: texts.count)
    guard Folders.isFile(path), let longest = wanted.map(\.count).max(), longest > 0 else { return counts }
    let search = ByteSearch(wanted)
    let file = try FileDescriptor(reading: path)
    var offset = 0
    while true {
      // Pieces overlap by the longest text, so that one across their border is found, and those that are whole in the overlap
      // are taken off again.
      let piece = try file.read(at: offset, bytesMax: pieceBytes + longest - 1)
      for (index, count) in search.occurrences(in: piece).enumerated() { counts[index] += count }
      if piece.count < pieceBytes + longest - 1 { return counts }
      for (index, count) in search.occurrences(in: Array(piece[pieceBytes...])).enumerated() { counts[index] -= count }
      offset += pieceBytes
    }
  }
}
