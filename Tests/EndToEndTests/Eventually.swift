import Testing

/// Asks until it is so, for at most two minutes: a bound for a stuck program, not for a slow machine.
func eventually(
  isolation: isolated (any Actor)? = #isolation, _ what: String, _ isSo: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + .seconds(120)
  while try await !isSo() {
    try #require(ContinuousClock.now < deadline, "two minutes have passed, and it is not so that \(what)")
    try await Task.sleep(for: .milliseconds(20))
  }
}
