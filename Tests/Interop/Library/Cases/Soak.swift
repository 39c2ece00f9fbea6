import InteropMessages
import RPC

/// How long the soaking cases go on, and what they put up with.
public struct Soak: Sendable {
  /// Calls to make.
  public var iterations = 10
  /// Calls that may fail, slow ones included.
  public var failuresMaximum = 0
  /// Beyond this, a call counts as failed.
  public var latencyMaximum: Duration = .seconds(1)
  /// At least so much time lies between the beginnings of two calls.
  public var interval: Duration = .zero
  /// When this has passed, no more calls are made, and those not made count as failed.
  public var timeout: Duration = .seconds(10)
  /// The bytes of each request's payload.
  public var requestSize = LargeUnary.requestSize
  /// The bytes of each reply's payload.
  public var responseSize = LargeUnary.responseSize

  /// The description's standard values.
  public init() {}

  /// Calls again and again, each time on the connection that `client` gives.
  ///
  /// - Throws: ``CaseFailure`` when too many calls failed or were slow, with the last reason.
  func run(on client: () -> RPCClient, after each: (RPCClient) async -> Void) async throws {
    let clock = ContinuousClock()
    let start = clock.now
    var (made, failures, reason) = (0, 0, "time ran out")
    while made < iterations, clock.now - start < timeout {
      let begun = clock.now
      let connection = client()
      do {
        try await call(InteropWire.TestServiceClient(connection))
        let latency = clock.now - begun
        if latency > latencyMaximum { throw CaseFailure(description: "a call took \(latency)") }
      } catch {
        failures += 1
        reason = "\(error)"
      }
      await each(connection)
      made += 1
      try await clock.sleep(until: begun + interval)
    }
    let failed = failures + iterations - made
    guard failed <= failuresMaximum else {
      throw CaseFailure(description: "\(failed) of \(iterations) calls failed; the last: \(reason)")
    }
  }

  private func call(_ service: InteropWire.TestServiceClient) async throws {
    let request = InteropWire.SimpleRequest(responseSize: responseSize, payload: try .zeros(requestSize))
    let reply = try await service.unaryCall(request)
    try expect("the reply's payload", reply.payload?.body.count, is: Int(responseSize))
  }
}
