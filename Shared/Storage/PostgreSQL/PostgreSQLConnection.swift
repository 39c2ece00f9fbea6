import CPostgreSQL
import Glibc

/// One connection to a PostgreSQL server. Frees libpq's handle.
// @unchecked Sendable: a pool lends it to one body at a time.
@safe final class PostgreSQLConnection: @unchecked Sendable {
  private let handle: OpaquePointer
  private let address: String
  /// Whether a COMMIT is on its way: only then can a lost connection leave us in doubt.
  private var isCommitting = false

  /// Connects.
  ///
  /// - Throws: ``ConnectionLost``; ``StorageError/notPermitted(path:reason:)`` when the server refuses us.
  init(to address: PostgreSQLAddress) throws {
    self.address = address.description
    let parameters = [
      "dbname": address.uri, "connect_timeout": String(StorageLimits.connectSeconds), "application_name": "bandstand",
      "client_encoding": "UTF8", "tcp_user_timeout": String(StorageLimits.answerSeconds * 1000),
    ].sorted { $0.key < $1.key }
    let connected = unsafe withCStrings(parameters.map(\.key)) { names in
      unsafe withCStrings(parameters.map(\.value)) { values in unsafe PQconnectdbParams(names, values, 1) }
    }
    guard let handle = unsafe connected else { throw ConnectionLost(reason: "out of memory", mayRepeat: true) }
    unsafe self.handle = handle
    guard unsafe PQstatus(handle) == CONNECTION_OK else { throw refusal() }
    _ = unsafe PQsetNoticeProcessor(handle, { _, _ in }, nil)
    _ = unsafe PQsetnonblocking(handle, 1)
    try execute("SET lock_timeout = '\(StorageLimits.busySeconds)s'")
    try execute("SET search_path = bandstand")
  }

  deinit { unsafe PQfinish(handle) }

  /// Does all of the body or, when it throws, nothing of it.
  ///
  /// - Throws: What the body throws; ``ConnectionLost``, not to be repeated when COMMIT had been sent.
  func transaction<Value>(_ kind: PostgreSQLTransaction, _ body: () throws -> Value) throws -> Value {
    isCommitting = false
    try execute("BEGIN \(kind.rawValue)")
    do {
      let value = try body()
      isCommitting = kind == .write
      try execute("COMMIT")
      return value
    } catch {
      if !(error is ConnectionLost) { try execute("ROLLBACK") }
      throw error
    }
  }

  /// Runs one statement; its parameters stand as `$1`, `$2` and so on.
  @discardableResult
  func execute(
    _ sql: String, _ parameters: [PostgreSQLValue] = [], _ kind: PostgreSQLStatement = .short
  ) throws -> PostgreSQLResult {
    let texts = try parameters.map { try $0.bytes() }
    let formats = parameters.map { Int32($0.isBinary ? 1 : 0) }
    let lengths = texts.map { Int32($0?.count ?? 0) }
    let isSent = unsafe withBytes(texts) { values in
      unsafe PQsendQueryParams(handle, sql, Int32(texts.count), nil, values, lengths, formats, 0) == 1
    }
    guard isSent else { throw lost() }
    var deadline = kind.deadline
    try flush(until: &deadline)
    return try answer(until: &deadline)
  }

  /// Feeds rows in COPY's text format to a statement `COPY … FROM STDIN`, in pieces.
  func copy(_ sql: String, _ pieces: some Sequence<[UInt8]>) throws {
    try execute(sql)
    var deadline = PostgreSQLStatement.bulk.deadline
    for piece in pieces {
      let code = try queued(until: &deadline) {
        unsafe piece.withUnsafeBytes { bytes in
          unsafe PQputCopyData(handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
        }
      }
      guard code == 1 else { break }
    }
    _ = try queued(until: &deadline) { unsafe PQputCopyEnd(handle, nil) }
    try flush(until: &deadline)
    _ = try answer(until: &deadline)
  }

  /// Calls a function of libpq until it does not say that it would block.
  private func queued(until deadline: inout AnswerDeadline, _ body: () -> Int32) throws -> Int32 {
    while true {
      let code = body()
      guard code == 0 else { return code }
      try wait(for: POLLIN | POLLOUT, until: &deadline)
    }
  }

  /// Sends what libpq holds, and takes in what the server says meanwhile.
  private func flush(until deadline: inout AnswerDeadline) throws {
    while unsafe PQflush(handle) == 1 { try wait(for: POLLIN | POLLOUT, until: &deadline) }
  }

  /// The last of a statement's results, or the first that asks for rows.
  private func answer(until deadline: inout AnswerDeadline) throws -> PostgreSQLResult {
    var latest: PostgreSQLResult?
    while true {
      while unsafe PQisBusy(handle) == 1 { try wait(for: POLLIN, until: &deadline) }
      guard let result = unsafe PQgetResult(handle) else {
        guard let latest else { throw lost() }
        return latest
      }
      latest = unsafe try checked(result)
      if let latest, latest.asksForRows { return latest }
    }
  }

  private func wait(for events: Int32, until deadline: inout AnswerDeadline) throws {
    if case .late(let reason) = unsafe deadline.wait(for: events, on: PQsocket(handle)) {
      throw ConnectionLost(reason: reason, mayRepeat: !isCommitting)
    }
    guard events & POLLIN != 0 else { return }
    guard unsafe PQconsumeInput(handle) == 1 else { throw lost() }
  }

  private func lost() -> ConnectionLost { ConnectionLost(reason: message, mayRepeat: !isCommitting) }

  private func checked(_ result: OpaquePointer?) throws -> PostgreSQLResult {
    guard let result = unsafe result, unsafe PQstatus(handle) == CONNECTION_OK else {
      unsafe PQclear(result)
      throw lost()
    }
    let owner = unsafe PostgreSQLResult(result)
    guard let failure = owner.failure else { return owner }
    // The statement's end follows its failure; the next could not be sent before it.
    var deadline = PostgreSQLStatement.short.deadline
    repeat {
      while unsafe PQisBusy(handle) == 1 { try wait(for: POLLIN, until: &deadline) }
      guard let rest = unsafe PQgetResult(handle) else { break }
      unsafe PQclear(rest)
    } while true
    throw failure.error(address: address, isCommitting: isCommitting)
  }

  private func refusal() -> any Error {
    let reason = message
    let passing = ["starting up", "shutting down", "recovery", "too many", "remaining connection"]
    let isRefusal = reason.contains("FATAL") && !passing.contains { reason.contains($0) }
    if isRefusal { return StorageError.notPermitted(path: address, reason: reason) }
    return ConnectionLost(reason: reason, mayRepeat: true)
  }

  private var message: String {
    let text = unsafe String(cString: PQerrorMessage(handle))
    return text.split(separator: "\n").joined(separator: "; ")
  }
}

/// The two kinds of transaction.
enum PostgreSQLTransaction: String {
  /// Sees one snapshot.
  case read = "ISOLATION LEVEL REPEATABLE READ READ ONLY"
  /// Sees what others have committed.
  case write = "ISOLATION LEVEL READ COMMITTED"
}

/// How long the server may take over a statement.
enum PostgreSQLStatement {
  /// One about some rows.
  case short
  /// One about a whole table.
  case bulk

  /// The bounds of ``StorageLimits``, from now on.
  var deadline: AnswerDeadline {
    switch self {
    case .short:
      AnswerDeadline(
        silenceSeconds: StorageLimits.statementSilenceSeconds, totalSeconds: StorageLimits.statementSeconds)
    case .bulk:
      AnswerDeadline(silenceSeconds: StorageLimits.bulkSilenceSeconds, totalSeconds: StorageLimits.bulkSeconds)
    }
  }
}
