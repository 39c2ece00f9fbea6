import CSimdjson
import Synchronization

/// Reads documents of JSON, one at a time, with simdjson; frees its memory when it goes away.
///
/// A document is checked whole before any of it is seen. It must be one object in UTF-8, nested at most
/// ``IntakeLimits/jsonDepthMax`` deep. Of a name that stands twice the first counts; names that nobody asks for are passed over.
///
/// Unchecked, because whoever has taken one has it alone: see ``JSONReaders``.
@safe final class JSONReader: @unchecked Sendable {
  private static let levels = 4

  private let reader: OpaquePointer
  private let fields: UnsafeMutablePointer<bandstand_json_field>

  init() {
    guard let reader = unsafe bandstand_json_reader_make(IntakeLimits.jsonDepthMax) else {
      preconditionFailure("no memory for a reader of JSON")
    }
    unsafe self.reader = reader
    unsafe fields = .allocate(capacity: Self.levels * JSONNames.countMax)
  }

  deinit {
    unsafe bandstand_json_reader_free(reader)
    unsafe fields.deallocate()
  }

  /// Reads an object, shows it to the body, and returns what that returned.
  ///
  /// With ``IntakeLimits/jsonPaddingBytes`` of the span behind the document, it is read where it stands; else it is copied.
  /// - Throws: A ``QuarantineReason/malformedLine`` rejection for anything but an object; what the body throws.
  @inline(never)  // Swift 6.3.1 crashes when it inlines this into a closure that throws a type.
  func read<Key: JSONKey, Result>(
    _ document: Range<Int>, of bytes: Span<UInt8>, as keys: Key.Type,
    _ body: (borrowing JSONObject<Key>) throws(Rejection) -> Result
  ) throws(Rejection) -> Result {
    let isObject = unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, !document.isEmpty else { return false }
      return unsafe bandstand_json_read(
        reader, base + document.lowerBound, document.count, buffer.count - document.lowerBound, Key.names.pointer,
        Key.names.count, fields) != 0
    }
    guard isObject else { throw Rejection(.malformedLine, "not a JSON object in UTF-8") }
    return try body(JSONObject(reader: self, level: 0))
  }

  /// A field of the object that was read last on a level.
  func value(_ index: Int, level: Int) -> JSONValue {
    unsafe JSONValue(fields[level * JSONNames.countMax + index])
  }

  /// Shows each object of a list to the body.
  @inline(never)  // As above.
  func walk<Key: JSONKey>(
    _ list: bandstand_json_place, level: Int, named name: String, as keys: Key.Type,
    _ body: (borrowing JSONObject<Key>) throws(Rejection) -> Void
  ) throws(Rejection) {
    precondition(level < Self.levels, "lists are nested at most \(Self.levels - 1) deep")
    var walk = bandstand_json_walk_begin(list)
    while true {
      let outcome = unsafe bandstand_json_walk_next(
        &walk, Key.names.pointer, Key.names.count, fields + level * JSONNames.countMax)
      if outcome == 0 { return }
      guard outcome > 0 else { throw Rejection(.malformedLine, field: name, "a list of objects is needed") }
      try body(JSONObject(reader: self, level: level))
    }
  }
}

/// Readers that nobody uses at the moment.
enum JSONReaders {
  private static let idle = Mutex<[JSONReader]>([])

  /// Lends a reader to the body.
  static func withReader<Result, Failure: Error>(
    _ body: (JSONReader) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let reader = idle.withLock { $0.popLast() } ?? JSONReader()
    defer { idle.withLock { if $0.count < IntakeLimits.jsonReadersIdleMax { $0.append(reader) } } }
    return try body(reader)
  }

  /// Reads one line by a reader that is free.
  static func read<Key: JSONKey, Result>(
    _ line: [UInt8], as keys: Key.Type, _ body: (borrowing JSONObject<Key>) throws(Rejection) -> Result
  ) throws(Rejection) -> Result {
    try withReader { (reader) throws(Rejection) in
      try reader.read(0..<line.count, of: line.span, as: keys, body)
    }
  }
}
