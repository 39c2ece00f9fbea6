/// Asks until it is so, for at most two minutes: a bound for a stuck program, not for a slow machine.
///
/// - Throws: ``NeverSo``, and what the question throws.
public func eventually(
  isolation: isolated (any Actor)? = #isolation, _ what: String, _ isSo: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + .seconds(120)
  while try await !isSo() {
    guard ContinuousClock.now < deadline else { throw NeverSo(what: what) }
    try await Task.sleep(for: .milliseconds(20))
  }
}

/// Two minutes have passed, and it is not so.
public struct NeverSo: Error, CustomStringConvertible {
  let what: String

  /// What is not so.
  public var description: String { "two minutes have passed, and it is not so that \(what)" }
}
