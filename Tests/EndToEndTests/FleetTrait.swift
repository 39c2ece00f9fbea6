import Testing

/// Gives a suite the demo and its fleet: made once before its first test, ended after its last.
struct FleetTrait: SuiteTrait, TestScoping {
  /// The suite's fleet.
  @TaskLocal static var fleet: Fleet?

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let fleet = Fleet(over: try await Demo.made())
    let result: Result<Void, any Error>
    do {
      try await fleet.startAll()
      result = .success(try await Self.$fleet.withValue(fleet) { try await function() })
    } catch {
      result = .failure(error)
    }
    try await fleet.endAll()
    try result.get()
  }
}

extension Trait where Self == FleetTrait {
  /// The demo and a fleet over its stores.
  static var fleet: Self { FleetTrait() }
}
