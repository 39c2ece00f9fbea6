/// Why a file or folder could not be imported at all. Single lines that cannot be used are a ``Rejection`` each.
public enum IntakeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file has not one line with something in it.
  case emptyFile(path: String)
  /// The folder has no file of that kind; some of those that it has.
  case emptyFolder(path: String, suffix: String, unread: [String])
  /// The file is of a form that is not read.
  case wrongFormat(path: String, found: String, fix: String)
  /// The source has no rows.
  case noRows(source: String)
  /// The source has rows, and none of them can be used.
  case nothingUsable(source: String, lines: Int)
  /// A line of a list of accounts names none, or more than one.
  case badList(path: String, line: Int, reason: String)
  /// A server was named without the table.
  case noTable(address: String)
  /// A table was named of a file.
  case tableOfFile(path: String)
  /// The file has no first line that names its columns.
  case noHeader(source: String)
  /// Two columns that are read have one name.
  case repeatedColumn(source: String, column: String)
  /// A column that is needed is not there; those that are.
  case missingColumn(source: String, column: String, found: [String])
  /// The file is not what was compressed, or not all of it.
  case badCompression(path: String, reason: String)
  /// More lines had to be kept aside than may be. The worst reason comes with its count and its first line.
  case tooManyKeptAside(lines: Int, keptAside: UInt64, shareMax: Double, worst: String)

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .emptyFile(let path): "\(path) is empty: see whether it was written whole, or leave it out"
    case .emptyFolder(let path, let suffix, let unread):
      "the folder \(path) has no file that ends in \(suffix)" + (unread.isEmpty ? "" : " (it has \(Self.list(unread)))")
        + ": choose another, or name a file by itself"
    case .wrongFormat(let path, let found, let fix): "\(path) is \(found): \(fix)"
    case .noRows(let source):
      "\(source) has no rows: see whether it was written whole, and whether row-level security hides them. "
        + "Nothing was changed; --allow-empty takes it as it is"
    case .nothingUsable(let source, let lines):
      "not one of the \(lines) lines of \(source) can be used: correct them. "
        + "Nothing was changed; --allow-empty takes it as it is"
    case .badList(let path, let line, let reason): "\(path), line \(line): \(reason)"
    case .noTable(let address): "\(address) has many tables: name one with --table"
    case .tableOfFile(let path): "\(path) is a file: --table names one of a PostgreSQL server's tables"
    case .noHeader(let source): "\(source) does not begin with a line that names its columns: add one"
    case .repeatedColumn(let source, let column): "\(source) has two columns \"\(column)\": rename one"
    case .missingColumn(let source, let column, let found): Self.missing(column, source, found)
    case .badCompression(let path, let reason):
      "\(path) cannot be decompressed (\(reason)): see whether it was written whole, and import again, which goes on behind the "
        + "last batch that was taken; of the batch that this file stopped nothing is"
    case .tooManyKeptAside(let lines, let keptAside, let shareMax, let worst):
      "stopped: \(keptAside) of \(lines) lines cannot be used, over \(Self.percent(shareMax)) of them; most of them \(worst). "
        + "Correct them and import again, which goes on from here, or allow a larger share"
    }
  }

  /// The beginning of a column's name, safe to show to whoever imports the file.
  private static func shown(_ name: String) -> String {
    let printable = name.unicodeScalars.prefix(32).map { $0.value < 32 || $0.value == 127 ? "?" : String($0) }.joined()
    return "\"\(printable)\(name.unicodeScalars.count > 32 ? "..." : "")\""
  }

  private static func missing(_ column: String, _ source: String, _ found: [String]) -> String {
    let names = "\(source) has no column \"\(column)\"; it has \(list(found.map { shown($0) }))"
    for (separator, name) in [(";", "\";\""), ("\t", "tabs"), ("|", "\"|\"")] as [(Character, String)] {
      guard found.count == 1, let only = found.first, only.contains(separator) else { continue }
      return "\(names), whose cells are separated by \(name): separate them by commas"
    }
    return "\(names): add it, or rename the one that is it"
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", ..." : "")
  }

  private static func percent(_ share: Double) -> String {
    let hundredths = Int((share * 10_000).rounded())
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    return rest == 0 ? "\(whole) %" : "\(whole).\(rest < 10 ? "0" : "")\(rest) %"
  }
}
