public import Features

/// Does something while no other process does it.
public struct Lease: Sendable {
  private let store: any LeaseStore
  private let name: String
  private let now: @Sendable () -> Moment

  /// How long a lease lasts when its holder is gone, in seconds. Held ones are kept every third of it.
  public static let secondsMax: Int64 = 60
  /// How long somebody who waits for it sleeps between two questions.
  private static let pause: Duration = .milliseconds(50)

  /// A lease by its name.
  public init(_ name: String, in store: any LeaseStore, now: @escaping @Sendable () -> Moment) {
    self.store = store
    self.name = name
    self.now = now
  }

  /// The name of what writes objects of the log anew, and nobody may do at once.
  public static let logRewriting = "log rewriting"

  /// Waits for the lease, runs a body, and lets go of it.
  ///
  /// The body is cancelled when the lease cannot be kept: another may have it then.
  /// - Throws: What the body throws; `StorageError`; `CancellationError`.
  public func held<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let holder = String(UInt64.random(in: .min ... .max), radix: 36)
    while try await !take(holder) { try await Task.sleep(for: Self.pause) }
    do {
      let value = try await keeping(holder, body)
      try await store.release(name, of: holder)
      return value
    } catch {
      // Whoever is cancelled lets go too.
      let (store, name) = (store, name)
      _ = try? await Task { try await store.release(name, of: holder) }.value
      throw error
    }
  }

  private func take(_ holder: String) async throws -> Bool {
    let now = now()
    return try await store.lease(name, to: holder, until: now.adding(seconds: Self.secondsMax), now: now)
  }

  private func keeping<Value: Sendable>(
    _ holder: String, _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        while !Task.isCancelled {
          do { try await Task.sleep(for: .seconds(Self.secondsMax / 3)) } catch { return nil }
          guard try await take(holder) else { throw StorageError.contended(what: "the lease of \(name)", attempts: 1) }
        }
        return nil
      }
      defer { group.cancelAll() }
      while let value = try await group.next() {
        if let value { return value }
      }
      throw CancellationError()
    }
  }
}
