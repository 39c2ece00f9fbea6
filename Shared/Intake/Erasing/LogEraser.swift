public import Domain
import Features
public import Storage

/// Takes listeners' lines out of the event log, the page log and the quarantine.
///
/// Every object that has one of the pseudonyms in its bytes is written anew without the lines that have it, or removed when
/// nothing is left. Reads the whole log once for any number of listeners: linear in it, one to two seconds a gigabyte besides
/// the reading, and holds one object at a time.
public struct LogEraser: Sendable {
  /// The logs, by the beginnings of their keys.
  static let prefixes = ["events/", "pages/", "quarantine/"]

  private let objects: any ObjectStore

  /// An eraser of a store's logs.
  public init(objects: any ObjectStore) {
    self.objects = objects
  }

  /// Removes all lines of listeners, durably, and tells which they were, listener by listener in their order.
  public func erase(_ listeners: [ListenerIdentifier]) async throws -> [LogErasure] {
    let search = ByteSearch(listeners.map { Array($0.description.utf8) })
    var erasures = listeners.map { _ in LogErasure() }
    for prefix in Self.prefixes {
      try await forEachObject(prefix) { key, bytes in
        for (line, owners) in try await erase(search, from: key, bytes) {
          for owner in owners { erasures[owner].note(line, of: prefix) }
        }
      }
    }
    return erasures
  }

  /// Removes the lines of listeners from some objects; those that are not there are passed over.
  func erase(_ listeners: [ListenerIdentifier], from keys: [String]) async throws {
    let search = ByteSearch(listeners.map { Array($0.description.utf8) })
    for key in keys {
      do {
        _ = try await erase(search, from: key, try await objects.get(key))
      } catch StorageError.notFound {
        continue
      }
    }
  }

  /// Writes an object anew without the lines that have some texts, and returns those.
  private func erase(
    _ search: ByteSearch, from key: String, _ bytes: [UInt8]
  ) async throws -> [(line: [UInt8], texts: [Int])] {
    let (kept, removed) = Self.split(bytes, by: search)
    if removed.isEmpty { return [] }
    if kept.isEmpty { try await objects.delete(key) } else { try await objects.put(kept, at: key) }
    return removed
  }

  /// How often each listener's pseudonym stands in each log's bytes: counts by log, listener by listener in their order.
  public func occurrences(of listeners: [ListenerIdentifier]) async throws -> [[String: Int]] {
    let search = ByteSearch(listeners.map { Array($0.description.utf8) })
    var counts = listeners.map { _ in [String: Int]() }
    for prefix in Self.prefixes {
      try await forEachObject(prefix) { _, bytes in
        for (index, count) in search.occurrences(in: bytes).enumerated() where count > 0 {
          counts[index][LogErasure.name(of: prefix), default: 0] += count
        }
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

  /// An object's bytes without the lines that have some texts in them, and those lines, each with the texts it has.
  static func split(
    _ bytes: [UInt8], by search: ByteSearch
  ) -> (kept: [UInt8], removed: [(line: [UInt8], texts: [Int])]) {
    guard !search.found(in: bytes[...]).isEmpty else { return (bytes, []) }
    var kept: [UInt8] = []
    var removed: [(line: [UInt8], texts: [Int])] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
      let texts = search.found(in: rest[..<end])
      if texts.isEmpty { kept += rest[..<end] } else { removed.append((Array(rest[..<end]), texts)) }
      rest = rest[end...]
    }
    return (kept, removed)
  }
}
