/// Splits bytes into the records of a CSV file as RFC 4180 has it, whatever pieces the bytes come in.
///
/// Fields stand between commas; one that has commas, quotes or line breaks stands in double quotes, a quote in it doubled. A
/// record ends at a line feed, with or without a carriage return before it. A byte order mark at the beginning is dropped, and
/// so are empty lines. A record that breaks the rules, or is longer than its bound, is told as such, and reading goes on with
/// the next line.
///
/// Ours because what there is reads whole files into memory and tells neither lines nor what is wrong.
struct CSVSplitter: Sendable {
  private enum State {
    case fieldStart, plain, quoted, afterQuote, skipping
  }

  private var state = State.fieldStart
  private var fields: [[UInt8]] = []
  private var field: [UInt8] = []
  private var recordBytes = 0
  private var problem: Rejection?
  private var line = 1
  private var recordLine = 1
  private var isAtBeginning = true
  private let recordBytesMax: Int

  init(recordBytesMax: Int) {
    self.recordBytesMax = recordBytesMax
  }

  /// The records that a piece completes.
  mutating func take(_ piece: [UInt8]) -> [CSVRecord] {
    var records: [CSVRecord] = []
    for byte in piece {
      recordBytes += 1
      if recordBytes > recordBytesMax, state != .skipping { fail(.overlongLine, "longer than \(recordBytesMax) bytes") }
      if let record = take(byte) { records.append(record) }
    }
    return records
  }

  /// The last record, if the bytes did not end in a line feed.
  mutating func finish() -> CSVRecord? {
    if state == .quoted { fail(.malformedLine, "a quote is never closed") }
    return recordBytes == 0 ? nil : endRecord()
  }

  /// Takes one byte, and returns the record that it ends.
  private mutating func take(_ byte: UInt8) -> CSVRecord? {
    let isLineFeed = byte == UInt8(ascii: "\n")
    if isLineFeed { line += 1 }
    switch (state, byte) {
    case (.skipping, _), (.fieldStart, UInt8(ascii: "\n")), (.plain, UInt8(ascii: "\n")),
      (.afterQuote, UInt8(ascii: "\n")):
      return isLineFeed ? endRecord() : nil
    case (.quoted, UInt8(ascii: "\"")): state = .afterQuote
    case (.quoted, _): field.append(byte)
    case (_, UInt8(ascii: ",")):
      fields.append(field)
      field.removeAll(keepingCapacity: true)
      state = .fieldStart
    case (.fieldStart, UInt8(ascii: "\"")): state = .quoted
    case (.afterQuote, UInt8(ascii: "\"")):
      field.append(byte)
      state = .quoted
    case (.afterQuote, UInt8(ascii: "\r")): break
    case (.afterQuote, _): fail(.malformedLine, "something follows a closing quote: double the quotes within a field")
    case (.plain, UInt8(ascii: "\"")): fail(.malformedLine, "a quote within a field that does not begin with one")
    default:
      field.append(byte)
      state = .plain
      if isAtBeginning, field == [0xEF, 0xBB, 0xBF] {
        field.removeAll()
        state = .fieldStart
      }
    }
    return nil
  }

  private mutating func fail(_ reason: QuarantineReason, _ message: String) {
    problem = problem ?? Rejection(reason, message)
    state = .skipping
  }

  private mutating func endRecord() -> CSVRecord? {
    let wasPlain = state == .plain
    if wasPlain && field.last == UInt8(ascii: "\r") { field.removeLast() }
    let isEmpty = fields.isEmpty && field.isEmpty && (wasPlain || state == .fieldStart)
    fields.append(field)
    let record = CSVRecord(line: recordLine, fields: fields, problem: problem)
    fields = []
    field.removeAll(keepingCapacity: true)
    recordBytes = 0
    (state, recordLine, isAtBeginning, problem) = (.fieldStart, line, false, nil)
    return isEmpty && record.problem == nil ? nil : record
  }
}

/// One record of a CSV file.
struct CSVRecord {
  /// The line that it begins at, from 1.
  let line: Int
  /// The fields' bytes; of a record with a problem, those before it.
  let fields: [[UInt8]]
  /// What is wrong with it; nil when nothing is.
  let problem: Rejection?
}
