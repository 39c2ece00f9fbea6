/// How a case ended. As text, one line for people.
public struct CaseOutcome: Sendable, CustomStringConvertible {
  /// The case's name.
  public let name: String
  /// Why it failed; nil when it passed.
  public let failure: String?
  private let duration: Duration

  /// Runs a case to its end.
  public init(of interopCase: any InteropCase, against server: ServerUnderTest) async {
    name = interopCase.name
    let start = ContinuousClock.now
    do {
      try await interopCase.run(against: server)
      failure = nil
    } catch {
      failure = "\(error)"
    }
    duration = .now - start
  }

  /// "pass empty_unary (10 ms)", "FAIL empty_unary: " and why.
  public var description: String {
    guard let failure else { return "pass \(name) (\(duration.formatted))" }
    return "FAIL \(name): \(failure)"
  }
}

extension Duration {
  /// Whole milliseconds.
  fileprivate var formatted: String {
    let (seconds, attoseconds) = components
    return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
  }
}
