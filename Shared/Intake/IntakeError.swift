/// Why a file or folder could not be imported at all. Single lines that cannot be used are a ``Rejection`` each.
public enum IntakeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file has not one line with something in it.
  case emptyFile(path: String)
  /// The folder has no file of that kind.
  case emptyFolder(path: String, suffix: String)
  /// A server was named without the table.
  case noTable(address: String)
  /// The file has no first line that names its columns.
  case noHeader(source: String)
  /// Two columns have one name.
  case repeatedColumn(source: String, column: String)
  /// A column that is needed is not there.
  case missingColumn(source: String, column: String)
  /// The file is not what was compressed, or not all of it.
  case badCompression(path: String, reason: String)
  /// More lines had to be kept aside than may be. The worst reason comes with its count and its first line.
  case tooManyKeptAside(lines: Int, keptAside: UInt64, shareMax: Double, worst: String)

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .emptyFile(let path): "\(path) is empty: see whether it was written whole, or leave it out"
    case .emptyFolder(let path, let suffix): "the folder \(path) has no file that ends in \(suffix): choose another"
    case .noTable(let address): "\(address) has many tables: name one with --table"
    case .noHeader(let source): "\(source) does not begin with a line that names its columns: add one"
    case .repeatedColumn(let source, let column): "\(source) has two columns \"\(column)\": rename one"
    case .missingColumn(let source, let column):
      "\(source) has no column \"\(column)\": add it, or rename the one that is it"
    case .badCompression(let path, let reason):
      "\(path) cannot be decompressed (\(reason)): see whether it was written whole, and import again, which goes on behind the "
        + "last batch that was taken; of the batch that this file stopped nothing is"
    case .tooManyKeptAside(let lines, let keptAside, let shareMax, let worst):
      "stopped: \(keptAside) of \(lines) lines cannot be used, over \(Self.percent(shareMax)) of them; most of them \(worst). "
        + "Correct them and import again, which goes on from here, or allow a larger share"
    }
  }

  private static func percent(_ share: Double) -> String {
    let hundredths = Int((share * 10_000).rounded())
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    return rest == 0 ? "\(whole) %" : "\(whole).\(rest < 10 ? "0" : "")\(rest) %"
  }
}
