/// Tells files of forms that are not read by their first bytes, so that the reason names the form.
enum FileFormat {
  /// Refuses what is no text in UTF-8, by what it is.
  ///
  /// - Throws: ``IntakeError/wrongFormat(path:found:fix:)``.
  static func check(_ start: [UInt8], of path: String) throws(IntakeError) {
    for (magic, name) in binaries where start.starts(with: magic) {
      throw .wrongFormat(path: path, found: name.found, fix: name.fix)
    }
    if let encoding = wideEncoding(of: start) {
      throw .wrongFormat(path: path, found: encoding, fix: "save it as UTF-8, or pass it through iconv")
    }
  }

  /// Refuses what a name says is compressed and what is neither that nor a text.
  ///
  /// - Throws: ``IntakeError/badCompression(path:reason:)``.
  static func checkPromise(_ start: [UInt8], of path: String) throws(IntakeError) {
    let isText = start.first == UInt8(ascii: "{") || start.prefix(512).contains(UInt8(ascii: "\n"))
    guard start.isEmpty || !isText || start.prefix(512).contains(where: { $0 < 9 }) else { return }
    throw .badCompression(path: path, reason: "it does not begin as its name says")
  }

  /// Refuses what is no JSON lines, where the beginning shows what it is instead. Single lines that are none are not refused
  /// here: they are kept aside.
  ///
  /// - Throws: ``IntakeError/wrongFormat(path:found:fix:)``.
  static func checkLines(_ start: [UInt8], of path: String) throws(IntakeError) {
    let start = start.prefix(IntakeLimits.importedLineBytesMax)
    let text = (start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start).drop { isSpace($0) }
    let lines = text.split(separator: lineFeed)
    guard let first = lines.first?.filter({ !isSpace($0) }) else { return }
    let fix = "write one object a line, as `jq -c` does"
    if first.first == UInt8(ascii: "["), first != Array("[]".utf8), looksLikeArray(first, lines) {
      throw .wrongFormat(path: path, found: "one array of JSON", fix: "write one object a line, as `jq -c '.[]'` does")
    }
    if first == Array("{".utf8) { throw .wrongFormat(path: path, found: "JSON over several lines", fix: fix) }
    if text.contains(carriageReturn), !text.contains(lineFeed), text.split(separator: carriageReturn).count > 1 {
      throw .wrongFormat(
        path: path, found: "a text whose lines end in carriage returns alone", fix: "end them with line feeds")
    }
    let isAnyObject = lines.contains { $0.first { !isSpace($0) } == UInt8(ascii: "{") }
    if !isAnyObject, lines.count > 1, let separator = separator(of: lines) {
      throw .wrongFormat(
        path: path, found: "a table whose cells are separated by \(separator)", fix: "JSON lines are needed here")
    }
  }

  /// Whether the first character that is no space begins an object or an array of JSON.
  static func beginsAsJSON(_ start: [UInt8]) -> Bool {
    let text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start[...]
    let first = text.first { !isSpace($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// Whether a line that begins with a bracket begins an array of the file's objects.
  private static func looksLikeArray(_ first: [UInt8], _ lines: [ArraySlice<UInt8>]) -> Bool {
    if first.count > 1 { return first[1] == UInt8(ascii: "{") }
    return lines.count > 1 && lines[1].first { !isSpace($0) } == UInt8(ascii: "{")
  }

  /// The character that the first two lines have equally often, for people; nil when there is none.
  private static func separator(of lines: [ArraySlice<UInt8>]) -> String? {
    for (byte, name) in [(UInt8(ascii: ","), "\",\""), (UInt8(ascii: ";"), "\";\""), (9, "tabs")] {
      let counts = lines.prefix(2).map { line in line.count { $0 == byte } }
      if counts.allSatisfy({ $0 > 0 && $0 == counts.first }) { return name }
    }
    return nil
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  /// UTF-16 or UTF-32, by the byte order mark or by every other byte being zero; nil for anything else.
  private static func wideEncoding(of start: [UInt8]) -> String? {
    for mark in [[0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]] as [[UInt8]] where start.starts(with: mark) { return "UTF-32" }
    for mark in [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]] where start.starts(with: mark) { return "UTF-16" }
    let head = start.prefix(256)
    guard head.count >= 8 else { return nil }
    for parity in 0...1 {
      let zeros = head.indices.count { $0 % 2 == parity && head[$0] == 0 }
      let others = head.indices.count { $0 % 2 != parity && head[$0] == 0 }
      if zeros * 4 > head.count, others == 0 { return "UTF-16" }
    }
    return nil
  }

  private static let binaries: [([UInt8], (found: String, fix: String))] = [
    (
      Array("PK\u{3}\u{4}".utf8),
      ("a ZIP archive, as .xlsx and .ods files are", "unpack it, or save the sheet as CSV in UTF-8")
    ),
    ([0xD0, 0xCF, 0x11, 0xE0], ("an old Excel file", "save the sheet as CSV in UTF-8")),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], ("compressed by xz", "compress it by gzip or zstd, or unpack it")),
    (Array("BZh".utf8), ("compressed by bzip2", "compress it by gzip or zstd, or unpack it")),
    ([0x04, 0x22, 0x4D, 0x18], ("compressed by LZ4", "compress it by gzip or zstd, or unpack it")),
    ([0x37, 0x7A, 0xBC, 0xAF], ("a 7z archive", "unpack it")),
    (Array("PAR1".utf8), ("a Parquet file", "write it as CSV or JSON lines")),
    (Array("SQLite format 3".utf8), ("a SQLite database", "write its table as CSV or JSON lines")),
  ]
}
