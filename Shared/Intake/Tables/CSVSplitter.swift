/// Splits bytes into the records of a CSV file as RFC 4180 has it, whatever pieces the bytes come in.
///
/// Fields stand between commas; one that has commas, quotes or line breaks stands in double quotes, a quote in it doubled. Spaces
/// around the quotes do not count, as people who type such files leave them. A record ends at a line feed, a carriage return, or both, mixed as they may be. A byte order mark at the beginning is dropped,
/// and so are empty lines. A record that breaks the rules, or is longer than its bound, is told as such by its first line, and
/// reading goes on with the next line: a quote that is never closed hides no rows behind it.
///
/// Ours because what there is reads whole files into memory and tells neither lines nor what is wrong.
struct CSVSplitter: Sendable {
  private enum State {
    case fieldStart, plain, quoted, afterQuote, closed, skipping, comment
  }

  private var state = State.fieldStart
  private var fields: [[UInt8]] = []
  private var field: [UInt8] = []
  private var recordBytes = 0
  private var problem: Rejection?
  private var line = 1
  private var recordLine = 1
  private var isAtBeginning = true
  private var isAfterReturn = false
  /// The record's bytes from its second line on, to be read anew when the record turns out to be none.
  private var held: [UInt8] = []
  /// Whether the record turned out to be none behind its first line.
  private var isBroken = false
  private let recordBytesMax: Int
  private let commentMark: UInt8?

  /// A splitter of records up to a length. Lines that begin with a mark, if there is one, are passed over.
  init(recordBytesMax: Int, commentMark: UInt8? = nil) {
    self.recordBytesMax = recordBytesMax
    self.commentMark = commentMark
  }

  /// The records that a piece completes.
  mutating func take(_ piece: [UInt8]) -> [CSVRecord] {
    var records: [CSVRecord] = []
    for byte in piece {
      take(byte, into: &records)
      if isBroken { readAnew(into: &records) }
    }
    return records
  }

  /// The last records, if the bytes did not end in a line's end.
  mutating func finish() -> [CSVRecord] {
    var records: [CSVRecord] = []
    while state == .quoted {
      fail(.malformedLine, "a quote is never closed")
      if isBroken { readAnew(into: &records) }
    }
    if recordBytes > 0, let last = endRecord() { records.append(last) }
    return records
  }

  /// Tells the broken record by its first line, and reads its others as lines of their own.
  private mutating func readAnew(into records: inout [CSVRecord]) {
    var rest: ArraySlice<UInt8> = []
    while isBroken {
      rest = held + rest
      held = []
      isAfterReturn = false
      line = recordLine + 1
      if let record = endRecord() { records.append(record) }
      while !isBroken, let byte = rest.popFirst() { take(byte, into: &records) }
    }
  }

  /// Takes one byte, and adds the record that it ends.
  private mutating func take(_ byte: UInt8, into records: inout [CSVRecord]) {
    let isReturn = byte == UInt8(ascii: "\r")
    let isFeed = byte == UInt8(ascii: "\n")
    let isPairEnd = isFeed && isAfterReturn
    isAfterReturn = isReturn
    if isPairEnd, state != .quoted { return }
    recordBytes += 1
    // The second half of the first line's end is no part of the second line.
    if line > recordLine, !(isPairEnd && held.isEmpty) { held.append(byte) }
    if isReturn || isFeed, !isPairEnd { line += 1 }
    if recordBytes > recordBytesMax, state != .skipping, state != .comment {
      fail(.overlongLine, "longer than \(recordBytesMax) bytes")
      if isBroken { return }
    }
    if isReturn || isFeed, state != .quoted {
      if let record = endRecord() { records.append(record) }
    } else {
      take(byte)
    }
  }

  /// Takes a byte within a record.
  private mutating func take(_ byte: UInt8) {
    switch (state, byte) {
    case (.skipping, _), (.comment, _): break
    case (.quoted, UInt8(ascii: "\"")): state = .afterQuote
    case (.quoted, _): field.append(byte)
    case (_, UInt8(ascii: ",")):
      fields.append(field)
      field.removeAll(keepingCapacity: true)
      state = .fieldStart
    case (.fieldStart, UInt8(ascii: "\"")): state = .quoted
    case (.fieldStart, commentMark) where fields.isEmpty: state = .comment
    case (.afterQuote, UInt8(ascii: "\"")):
      field.append(byte)
      state = .quoted
    case (.afterQuote, UInt8(ascii: " ")), (.afterQuote, UInt8(ascii: "\t")): state = .closed
    case (.closed, UInt8(ascii: " ")), (.closed, UInt8(ascii: "\t")): break
    case (.afterQuote, _), (.closed, _):
      fail(.malformedLine, "something follows a closing quote: double the quotes within a field")
    case (.plain, UInt8(ascii: "\"")) where field.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }:
      field.removeAll(keepingCapacity: true)
      state = .quoted
    case (.plain, UInt8(ascii: "\"")): fail(.malformedLine, "a quote within a field that does not begin with one")
    default:
      field.append(byte)
      state = .plain
      if isAtBeginning, field == [0xEF, 0xBB, 0xBF] {
        field.removeAll()
        state = .fieldStart
      }
    }
  }

  private mutating func fail(_ reason: QuarantineReason, _ message: String) {
    problem = problem ?? Rejection(reason, message)
    state = .skipping
    isBroken = line > recordLine
  }

  private mutating func endRecord() -> CSVRecord? {
    let isEmpty = fields.isEmpty && field.isEmpty && (state == .plain || state == .fieldStart)
    let isNone = isEmpty || state == .comment
    fields.append(field)
    let record = CSVRecord(line: recordLine, fields: fields, problem: problem)
    fields = []
    field.removeAll(keepingCapacity: true)
    held.removeAll(keepingCapacity: true)
    (recordBytes, isBroken) = (0, false)
    (state, recordLine, isAtBeginning, problem) = (.fieldStart, line, false, nil)
    return isNone && record.problem == nil ? nil : record
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

  /// Whether it has nothing but separators and spaces, as spreadsheets leave rows behind.
  var isBlank: Bool {
    problem == nil && fields.allSatisfy { field in field.allSatisfy { $0 == 32 || $0 == 9 } }
  }
}
