import Masking

/// A list of accounts, one a line, read as tables are: spaces at the ends do not count, quotes around one are undone, lines end as
/// they may.
///
/// Blank lines are passed over, and so are lines that begin with "#": an account that begins so stands in quotes.
public enum AccountList {
  /// The accounts of a list, each once, in the order of their first lines.
  ///
  /// Holds all of them.
  /// - Throws: ``IntakeError/badList(path:line:reason:)`` for a line that names none or several, so that nobody is taken for
  ///   somebody else; ``IntakeError/emptyFile(path:)`` for a list without any; `StorageError`.
  public static func read(_ path: String) async throws -> [String] {
    let file = try await SourceFile(path)
    var splitter = CSVSplitter(
      recordBytesMax: IntakeLimits.importedLineBytesMax, commentMark: UInt8(ascii: "#"))
    var accounts: [String] = []
    while let piece = try await file.next() {
      for record in splitter.take(piece) { try add(record, of: path, to: &accounts) }
    }
    for record in splitter.finish() { try add(record, of: path, to: &accounts) }
    guard !accounts.isEmpty else { throw IntakeError.emptyFile(path: path) }
    return unique(accounts)
  }

  /// Accounts as people type them, each once, in their order; those that mean none are left out.
  public static func unique(_ texts: [String]) -> [String] {
    var known: Set<String> = []
    return texts.map(AccountText.read).filter { !$0.isEmpty && known.insert($0).inserted }
  }

  private static func add(_ record: CSVRecord, of path: String, to accounts: inout [String]) throws(IntakeError) {
    if record.isBlank { return }
    do throws(Rejection) {
      if let problem = record.problem { throw problem }
      let cells = TableCells(fields: record.fields)
      var found: [String] = []
      for column in record.fields.indices {
        if let text = try cells.text(column, field: "account") { found.append(text) }
      }
      guard found.count == 1 else {
        throw Rejection(.malformedLine, "\(found.count) cells: give one account a line, in quotes if it has a comma")
      }
      accounts.append(found[0])
    } catch {
      throw .badList(path: path, line: record.line, reason: error.message)
    }
  }
}
