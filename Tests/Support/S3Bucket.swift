/// A part of the one S3 server of this process, by itself: started for its first user, ended after its last.
public struct S3Bucket: Sendable {
  /// The server. Whoever is not alone with it must not disturb it.
  public let server: S3Server
  private let name: String

  /// A store's address within the part.
  public func address(prefix: String = "") -> String { server.address(prefix: "\(name)/\(prefix)") }

  /// Runs a body with a part that is empty.
  ///
  /// - Parameter alone: Whether nobody else uses the server meanwhile, for tests that stop it or have it fail.
  public static func with<Result: Sendable>(
    alone: Bool = false, _ body: (S3Bucket) async throws -> Result
  ) async throws -> Result {
    let bucket = try await Shared.server.enter(alone: alone)
    do {
      let result = try await body(bucket)
      if alone { try await bucket.server.fail() }
      try await Shared.server.leave()
      return result
    } catch {
      if alone { try await bucket.server.fail() }
      try await Shared.server.leave()
      throw error
    }
  }

  /// Who uses the server, and who waits for it, first come first served.
  private actor Shared {
    static let server = Shared()

    private var starting: Task<S3Server, any Error>?
    private var users = 0
    private var isTakenAlone = false
    private var waiting: [(alone: Bool, turn: CheckedContinuation<Void, Never>)] = []
    private var parts = 0

    func enter(alone: Bool) async throws -> S3Bucket {
      if waiting.isEmpty, mayEnter(alone: alone) {
        admit(alone: alone)
      } else {
        await withCheckedContinuation { waiting.append((alone, $0)) }
      }
      let starting = self.starting ?? Task { try await S3Server.started() }
      self.starting = starting
      parts += 1
      let part = parts
      do {
        return S3Bucket(server: try await starting.value, name: "part-\(part)")
      } catch {
        try await leave()
        throw error
      }
    }

    func leave() async throws {
      users -= 1
      while let next = waiting.first, mayEnter(alone: next.alone) {
        waiting.removeFirst()
        admit(alone: next.alone)
        next.turn.resume()
      }
      guard users == 0, let ended = starting else { return }
      starting = nil
      try await ended.value.kill()
    }

    private func mayEnter(alone: Bool) -> Bool { users == 0 || (!alone && !isTakenAlone) }

    private func admit(alone: Bool) {
      users += 1
      isTakenAlone = alone
    }
  }
}
