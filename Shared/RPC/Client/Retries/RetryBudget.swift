/// How many retries and hedges a client may make: few while most calls fail, so that it does not bury servers that are
/// down already (gRFC A6, retry throttling).
public struct RetryBudgetOptions: Sendable {
  /// Tokens at the start and at most, from 1 to 1000. A failed attempt takes one; while no more than half are left, no
  /// call is made again.
  public var tokensMaximum = 100
  /// Thousandths of a token that a call that ends well brings back.
  public var thousandthsPerSuccess = 100

  /// The standard budget, to be changed field by field.
  public init() {}
}

/// The tokens of one client.
struct RetryBudget {
  private let maximum: Int
  private let perSuccess: Int
  private(set) var thousandths: Int

  init(_ options: RetryBudgetOptions) {
    precondition((1...1000).contains(options.tokensMaximum), "a retry budget holds 1 to 1000 tokens")
    precondition(options.thousandthsPerSuccess > 0, "a retry budget must fill again")
    maximum = options.tokensMaximum * 1000
    perSuccess = options.thousandthsPerSuccess
    thousandths = maximum
  }

  /// Whether a call may be made again.
  var allowsRetry: Bool { thousandths > maximum / 2 }

  mutating func recordSuccess() { thousandths = min(maximum, thousandths + perSuccess) }

  mutating func recordFailure() { thousandths = max(0, thousandths - 1000) }
}
