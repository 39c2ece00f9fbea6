public import Domain
import Features
public import Storage

/// Takes a listener's lines out of the event log, the page log and the quarantine.
///
/// Every object that has the pseudonym in its bytes is written anew without the lines that have it, or removed when nothing is
/// left. Reads the whole log: linear in it, and holds one object at a time.
public struct LogEraser: Sendable {
  /// The logs, by the beginnings of their keys.
  static let prefixes = ["events/", "pages/", "quarantine/"]

  private let objects: any ObjectStore

  /// An eraser of a store's logs.
  public init(objects: any ObjectStore) {
    self.objects = objects
  }

  /// Removes all lines of a listener, durably, and tells which they were.
  public func erase(_ listener: ListenerIdentifier) async throws -> LogErasure {
    var erasure = LogErasure()
    for prefix in Self.prefixes {
      try await forEachObject(prefix) { key, bytes in
        let (kept, removed) = Self.split(bytes, by: Array(listener.description.utf8))
        guard !removed.isEmpty else { return }
        if kept.isEmpty { try await objects.delete(key) } else { try await objects.put(kept, at: key) }
        erasure.note(removed, of: prefix)
      }
    }
    return erasure
  }

  /// How often a listener's pseudonym stands in each log's bytes.
  public func occurrences(of listener: ListenerIdentifier) async throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for prefix in Self.prefixes {
      try await forEachObject(prefix) { _, bytes in
        counts[prefix, default: 0] += ByteSearch.occurrences(of: Array(listener.description.utf8), in: bytes)
      }
    }
    return counts
  }

  /// Calls a body with each object of a log; one that was removed meanwhile is passed over.
  private func forEachObject(_ prefix: String, _ body: (String, [UInt8]) async throws -> Void) async throws {
    var last: String?
    while true {
      let keys = try await objects.list(prefix: prefix, after: last, keysMax: StorageLimits.keysListedMax)
      for key in keys {
        try Task.checkCancellation()
        do {
          try await body(key, try await objects.get(key))
        } catch StorageError.notFound {
          continue
        }
      }
      guard keys.count == StorageLimits.keysListedMax else { return }
      last = keys.last
    }
  }

  /// An object's bytes without the lines that have some bytes in them, and those lines.
  static func split(_ bytes: [UInt8], by wanted: [UInt8]) -> (kept: [UInt8], removed: [[UInt8]]) {
    guard ByteSearch.occurrences(of: wanted, in: bytes) > 0 else { return (bytes, []) }
    var kept: [UInt8] = []
    var removed: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
      let line = Array(rest[..<end])
      if ByteSearch.occurrences(of: wanted, in: line) > 0 { removed.append(line) } else { kept += line }
      rest = rest[end...]
    }
    return (kept, removed)
  }
}
