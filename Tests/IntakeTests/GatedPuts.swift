import Domain
import Features
import Storage

/// A store in memory that holds up one put until it is released.
actor GatedPuts: ObjectStore {
  private let store = MemoryObjectStore()
  private var putsUntilHeld: Int?
  private var held: CheckedContinuation<Void, Never>?
  private var waiter: CheckedContinuation<Void, Never>?

  /// Holds up the put after so many, and those after it.
  func hold(after puts: Int) { putsUntilHeld = puts }

  /// Returns when a put is held up.
  func waitUntilHeld() async {
    if held == nil { await withCheckedContinuation { waiter = $0 } }
  }

  /// Holds up no other put.
  func letOthersThrough() { putsUntilHeld = nil }

  /// Lets the put through.
  func release() {
    putsUntilHeld = nil
    held?.resume()
    held = nil
  }

  func put(_ bytes: [UInt8], at key: String) async throws {
    if let left = putsUntilHeld {
      putsUntilHeld = max(0, left - 1)
      if left == 0, held == nil {
        await withCheckedContinuation { put in
          held = put
          waiter?.resume()
          waiter = nil
        }
      }
    }
    try await store.put(bytes, at: key)
  }

  func get(_ key: String) async throws -> [UInt8] { try await store.get(key) }
  func read(_ key: String, at offset: Int, bytesMax: Int) async throws -> [UInt8] {
    try await store.read(key, at: offset, bytesMax: bytesMax)
  }
  func exists(_ key: String) async throws -> Bool { try await store.exists(key) }
  func list(prefix: String, after start: String?, keysMax: Int) async throws -> [String] {
    try await store.list(prefix: prefix, after: start, keysMax: keysMax)
  }
  func delete(_ key: String) async throws { try await store.delete(key) }
}

/// Accounts that know of no tombstone when they are asked first, and do not answer after.
actor SilentAccounts: AccountStore, LeaseStore {
  private var questions = 0

  func forgotten(among listeners: Set<ListenerIdentifier>) throws -> Set<ListenerIdentifier> {
    questions += 1
    if questions > 1 { throw StorageError.unreachable(address: "of the test", reason: "gone") }
    return []
  }

  func keep(_ accounts: [Account]) {}
  func account(of listener: ListenerIdentifier) -> Account? { nil }
  func forget(_ listener: ListenerIdentifier, at moment: Moment) -> Bool { false }
  func occurrences(of texts: [String]) -> [Int]? { nil }
  func lease(_ name: String, to holder: String, until end: Moment, now: Moment) -> Bool { true }
  func release(_ name: String, of holder: String) {}
}
