public import Features
public import Masking

/// Reads accounts from a table and masks them: what it returns has no name, e-mail address, date of birth or coordinate.
public struct AccountReader: Sendable {
  /// What cannot be used, by reason, with the first place of each.
  public var unusable: QuarantineTally { quarantine.tally }
  /// How many rows were read so far.
  public var rowCount: Int { table.rowCount }
  /// How many rows had nothing but the account's identifier.
  public private(set) var emptyCount = 0
  /// Where the rows come from, for people.
  public var source: String { table.source }
  /// The names of the columns that are passed over, once the first rows were read.
  public var unreadColumns: [String] { masker?.unreadColumns ?? [] }

  private var table: TableReader
  private var masker: AccountMasker?
  private let moment: Moment
  private let zone: ZoneOffset?
  private let allowsEmpty: Bool
  private var quarantine: ImportQuarantine

  /// A reader of a source.
  ///
  /// - Parameters:
  ///   - source: The table. Its columns are those of `bandstand import accounts --help`.
  ///   - moment: The moment of the import: ages are as of it.
  ///   - zone: The zone of moments that name none; nil to refuse those.
  ///   - allowsEmpty: Whether there may be no rows, or none that can be used.
  ///   - quarantine: Keeps rows that cannot be used.
  /// - Throws: `StorageError` for a source that cannot be read.
  public init(
    _ source: TableSource, moment: Moment, zone: ZoneOffset? = nil, allowsEmpty: Bool = false,
    quarantine: ImportQuarantine
  ) async throws {
    table = try await TableReader(source)
    self.moment = moment
    self.zone = zone
    self.allowsEmpty = allowsEmpty
    self.quarantine = quarantine
  }

  /// Account events of the next rows, in their order, without those that cannot be used; nil at the end.
  ///
  /// The listener is still the other system's identifier: give it to home, which turns it into a pseudonym.
  /// - Throws: `StorageError`; ``IntakeError``, such as when too many rows cannot be used, or at the end none.
  public mutating func next() async throws -> [EventDraft]? {
    guard let (columns, rows) = try await table.next() else {
      try await quarantine.check(lines: rowCount, isEnd: true)
      guard allowsEmpty || rowCount > 0 else { throw IntakeError.noRows(source: source) }
      guard allowsEmpty || unusable.count < rowCount else {
        throw IntakeError.nothingUsable(source: source, lines: rowCount)
      }
      return nil
    }
    let masker = try self.masker ?? AccountMasker(columns: columns, moment: moment, zone: zone)
    self.masker = masker
    var events: [EventDraft] = []
    for row in rows {
      do throws(Rejection) {
        if let event = try masker.event(of: try row.cells.get()) { events.append(event) } else { emptyCount += 1 }
      } catch {
        quarantine.add(error, source: source, line: row.number)
      }
    }
    try await quarantine.check(lines: rowCount, isEnd: false)
    return events
  }
}
