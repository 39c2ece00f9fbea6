import Domain
import Features
import Storage

/// Goes through a log hour by hour, and holds no more than one hour of it.
///
/// Within an hour records come by moment; those of the same moment by batch, then by key and line. Objects that are merged while
/// it reads are read where they stand then. Of records with the same identity in one
/// hour only that of the latest batch comes, or the first of them: a sender that sent again after a crash counts once.
public struct LogCursor<Record: Sendable>: Sendable {
  /// What was read so far.
  public private(set) var report = LogReport()
  private let objects: any ObjectStore
  private let accounts: (any AccountStore)?
  private let prefix: String
  private let window: Range<Moment>
  private let decode: @Sendable ([UInt8]) throws(Rejection) -> Record
  private let identify: @Sendable (Record) -> RecordIdentity
  private var hours: [[String]]?

  init(
    objects: any ObjectStore, accounts: (any AccountStore)?, prefix: String, window: Range<Moment>,
    decode: @escaping @Sendable ([UInt8]) throws(Rejection) -> Record,
    identify: @escaping @Sendable (Record) -> RecordIdentity
  ) {
    self.objects = objects
    self.accounts = accounts
    self.prefix = prefix
    self.window = window
    self.decode = decode
    self.identify = identify
  }

  /// The records of the next hour that has some; nil at the end of the window.
  ///
  /// - Throws: `StorageError`. Lines that cannot be used are counted in ``report``, never thrown.
  public mutating func next() async throws -> [Record]? {
    if hours == nil { hours = try await listed() }
    while let keys = hours?.popLast() {
      let records = try await records(of: keys)
      if !records.isEmpty { return records }
    }
    return nil
  }

  /// The keys of each hour within the window, the first hour last.
  private func listed() async throws -> [[String]] {
    guard !window.isEmpty else { return [] }
    let first = LogKeys.hour(prefix, window.lowerBound)
    let end = LogKeys.hour(prefix, Moment(milliseconds: window.upperBound.milliseconds - 1))
    var byHour: [String: [String]] = [:]
    var start = first
    while true {
      let page = try await objects.list(prefix: prefix, after: start, keysMax: StorageLimits.keysListedMax)
      for key in page where key < end || key.hasPrefix(end) {
        byHour[String(key.prefix(end.count)), default: []].append(key)
      }
      guard page.count == StorageLimits.keysListedMax, let last = page.last, last < end || last.hasPrefix(end) else {
        return byHour.sorted { $0.key > $1.key }.map(\.value)
      }
      start = last
    }
  }

  /// What was found of a record, and how manieth it was.
  private typealias Found = (identity: RecordIdentity, order: Int, record: Record)

  /// How often an hour is read anew because its objects were merged meanwhile.
  private static var attemptsMax: Int { 100 }

  private mutating func records(of keys: [String]) async throws -> [Record] {
    guard let folder = keys.first.map({ $0.prefix(through: $0.lastIndex(of: "/") ?? $0.startIndex) }) else { return [] }
    var keys = keys
    let before = report
    for _ in 0..<Self.attemptsMax {
      if let found = try await found(in: keys) {
        let kept = try await withoutForgotten(found)
        report.records += UInt64(kept.count)
        return kept.sorted { left, right in
          (left.identity.moment, left.identity.taken, left.order)
            < (right.identity.moment, right.identity.taken, right.order)
        }.map(\.record)
      }
      report = before
      keys = try await objects.list(prefix: String(folder))
    }
    throw StorageError.contended(what: "the log at \(folder)", attempts: Self.attemptsMax)
  }

  /// The records of objects; nil when one has gone since it was listed: what it had may stand in another.
  private mutating func found(in keys: [String]) async throws -> [Found]? {
    var found: [Found] = []
    var known: [RecordIdentity.Name: Int] = [:]
    for key in keys {
      var splitter = LineSplitter(lineBytesMax: IntakeLimits.logLineBytesMax)
      guard let bytes = try await bytes(of: key) else { return nil }
      var lines = splitter.take(bytes)
      if let last = splitter.finish() { lines.append(last) }
      report.objects += 1
      for line in lines {
        guard let record = decoded(line, of: key) else { continue }
        let identity = identify(record)
        guard window.contains(identity.moment) else { continue }
        guard let before = known[identity.name] else {
          known[identity.name] = found.count
          found.append((identity, found.count, record))
          continue
        }
        report.duplicates += 1
        if identity.taken > found[before].identity.taken { found[before] = (identity, before, record) }
      }
    }
    return found
  }

  /// An object's bytes; nil when there is none.
  private func bytes(of key: String) async throws -> [UInt8]? {
    do { return try await objects.get(key) } catch StorageError.notFound { return nil }
  }

  private mutating func withoutForgotten(_ found: [Found]) async throws -> [Found] {
    let forgotten = try await accounts?.forgotten(among: Set(found.map(\.identity.listener))) ?? []
    guard !forgotten.isEmpty else { return found }
    let kept = found.filter { !forgotten.contains($0.identity.listener) }
    report.forgotten += UInt64(found.count - kept.count)
    return kept
  }

  private mutating func decoded(_ line: RawLine, of key: String) -> Record? {
    report.lines += 1
    do throws(Rejection) {
      return try decode(try line.checked())
    } catch {
      report.quarantined.add(error, source: key, line: line.number)
      return nil
    }
  }
}

/// What makes a record the same as another.
struct RecordIdentity: Sendable {
  /// Whose it is and what it is called.
  struct Name: Hashable, Sendable {
    var listener: String
    var identifier: String
  }

  var moment: Moment
  /// Whose it is.
  var listener: ListenerIdentifier
  var name: Name
  /// The batch it was taken in.
  var taken: Moment
}

/// What was read of a log.
public struct LogReport: Hashable, Sendable {
  /// Objects opened.
  public var objects: UInt64 = 0
  /// Lines read, blank ones left out.
  public var lines: UInt64 = 0
  /// Records returned.
  public var records: UInt64 = 0
  /// Records left out because their identifier had come before in the same hour.
  public var duplicates: UInt64 = 0
  /// Records left out because their listener was forgotten.
  public var forgotten: UInt64 = 0
  /// Lines that could not be used.
  public var quarantined = QuarantineTally()

  /// Nothing read yet.
  public init() {}
}
