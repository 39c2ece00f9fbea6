/// Looks for texts in bytes of any number, a piece at a time.
enum FileSearch {
  private static let pieceBytes = 4 << 20

  /// How often each text stands in the bytes. Linear in them, however many texts there are.
  ///
  /// - Parameter read: Up to so many bytes from an offset on; fewer only at the end.
  static func occurrences(
    of texts: [String], read: (_ offset: Int, _ bytesMax: Int) throws -> [UInt8]
  ) rethrows -> [Int] {
    let wanted = texts.map { Array($0.utf8) }
    var counts = [Int](repeating: 0, count: texts.count)
    guard let longest = wanted.map(\.count).max(), longest > 0 else { return counts }
    let search = ByteSearch(wanted)
    var offset = 0
    while true {
      // Pieces overlap by the longest text, so that one across their border is found, and those that are whole in the overlap
      // are taken off again.
      let piece = try read(offset, pieceBytes + longest - 1)
      for (index, count) in search.occurrences(in: piece).enumerated() { counts[index] += count }
      if piece.count < pieceBytes + longest - 1 { return counts }
      for (index, count) in search.occurrences(in: Array(piece[pieceBytes...])).enumerated() { counts[index] -= count }
      offset += pieceBytes
    }
  }
}
