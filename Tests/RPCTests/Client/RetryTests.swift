import Policies
import RPC
import Support
import Synchronization
import Testing

@testable import struct RPC.RetryBudget

@Suite("Calls that are made again")
struct RetryTests {
  /// What a flaky method has seen and what it answers.
  private final class Script: Sendable {
    private struct State {
      var answers: [RPCStatus]
      var pushback: String?
      var seen: [String?] = []
      var remaining: [Duration?] = []
    }

    private let state: Mutex<State>

    /// Answers with these statuses, one a call, and then well.
    init(_ answers: [RPCStatus], pushback: String? = nil) {
      state = Mutex(State(answers: answers, pushback: pushback))
    }

    /// `grpc-previous-rpc-attempts` of each call.
    var seen: [String?] { state.withLock { $0.seen } }
    /// The time left of each call.
    var remaining: [Duration] { state.withLock { $0.remaining.compactMap { $0 } } }

    func answer(_ context: ServerContext) throws {
      let (status, pushback) = state.withLock { state in
        state.seen.append(context.metadata.text("grpc-previous-rpc-attempts"))
        state.remaining.append(context.remaining)
        return (state.answers.isEmpty ? nil : state.answers.removeFirst(), state.pushback)
      }
      guard let status else { return }
      var metadata = Metadata()
      if let pushback { try metadata.add("grpc-retry-pushback-ms", pushback) }
      context.setTrailingMetadata(metadata)
      throw status
    }
  }

  private func withScript(
    _ script: Script, _ change: (inout RPCClientOptions) -> Void = { _ in }, _ body: (RPCClient) async throws -> Void
  ) async throws {
    let replica = try await Replica.started("flaky") { router in
      router.unary("/test.Replica/Flaky") { (_: Bytes, context) in
        try script.answer(context)
        return Bytes("well")
      }
      router.serverStreaming("/test.Replica/FlakyStream") { (_: Bytes, context, writer: ResponseWriter<Bytes>) in
        try script.answer(context)
        try await writer.write("one")
        try script.answer(context)
      }
      router.clientStreaming("/test.Replica/FlakyCollect") { (requests: RequestStream<Bytes>, context) in
        var bytes: [UInt8] = []
        for try await request in requests { bytes += request.bytes }
        try script.answer(context)
        return Bytes(bytes)
      }
    }
    try await withClient(of: [replica.address], change, body)
    await replica.kill()
  }

  private let unavailable = RPCStatus(.unavailable, "not now")
  private let idempotent = CallOptions(isIdempotent: true)

  @Test("An idempotent call is made again after UNAVAILABLE, says how often it was, and has the time that is left")
  func retried() async throws {
    let script = Script([unavailable, unavailable])
    try await withScript(script) { client in
      let reply = try await client.replica("Flaky", options: idempotent)
      #expect(reply == "well")
      #expect(script.seen == [nil, "1", "2"])
      #expect(script.remaining.count == 3 && script.remaining == script.remaining.sorted(by: >))
    }
  }

  @Test("A call that is not marked, or fails otherwise, is made once")
  func onlyWhereSafe() async throws {
    for (status, options) in [(unavailable, CallOptions()), (RPCStatus(.internalError, "broken"), idempotent)] {
      let script = Script([status])
      try await withScript(script) { client in
        let got = await RPCTests.status { _ = try await client.replica("Flaky", options: options) }
        #expect(got == status)
        #expect(script.seen.count == 1)
      }
    }
  }

  @Test("A policy of the call's own says which statuses and how often; five attempts are the most")
  func ownPolicy() async throws {
    let script = Script([RPCStatus](repeating: RPCStatus(.aborted, "again"), count: 100))
    try await withScript(script) { client in
      var policy = RetryPolicy()
      policy.codes = [.aborted]
      policy.attemptsMaximum = 50
      policy.backoff.initial = .milliseconds(1)
      let got = await status { _ = try await client.replica("Flaky", options: CallOptions(retries: policy)) }
      #expect(got == RPCStatus(.aborted, "again"))
      #expect(script.seen.count == 5)
    }
  }

  @Test("A server says when to try again, or not to", arguments: [("1", 3), ("-1", 1), ("never", 1), ("99999999", 1)])
  func pushback(_ text: String, _ attempts: Int) async throws {
    let script = Script([RPCStatus](repeating: unavailable, count: 9), pushback: text)
    try await withScript(script) {
      $0.retries?.backoff.initial = .seconds(3600)
      $0.retries?.backoff.maximum = .seconds(3600)
    } _: { client in
      let got = await status { _ = try await client.replica("Flaky", options: idempotent) }
      #expect(got == unavailable)
      #expect(script.seen.count == attempts)
    }
  }

  @Test("A stream is made again until its first reply, and not after it")
  func commit() async throws {
    let script = Script([unavailable])
    try await withScript(script) { client in
      let stream: ResponseStream<Bytes> = client.serverStreaming(
        "/test.Replica/FlakyStream", Bytes(""), options: idempotent)
      var replies: [String] = []
      for try await reply in stream { replies.append(reply.text) }
      #expect(replies == ["one"])
    }
    let late = LateScript(unavailable)
    try await late.run { client in
      let stream: ResponseStream<Bytes> = client.serverStreaming("/test.Replica/Late", Bytes(""), options: idempotent)
      var replies = 0
      let got = await status { for try await _ in stream { replies += 1 } }
      #expect(got == unavailable)
      #expect(replies == 1 && late.begun.count == 1)
    }
  }

  /// A method that fails after its first reply.
  private struct LateScript {
    let status: RPCStatus
    let begun = Probe()

    init(_ status: RPCStatus) { self.status = status }

    func run(_ body: (RPCClient) async throws -> Void) async throws {
      let replica = try await Replica.started("late") { [begun, status] router in
        router.serverStreaming("/test.Replica/Late") { (_: Bytes, _, writer: ResponseWriter<Bytes>) in
          begun.fire()
          try await writer.write("one")
          throw status
        }
      }
      try await withClient(of: [replica.address], { _ in }, body)
      await replica.kill()
    }
  }

  @Test("Requests of a stream are sent again while they fit what is kept, and the call is made once when they do not")
  func buffer() async throws {
    let fits = Script([unavailable])
    try await withScript(fits) { client in
      let reply = try await collect(client, count: 10, size: 1000)
      #expect(reply == 10_000)
      #expect(fits.seen.count == 2)
    }
    let tooMuch = Script([unavailable])
    try await withScript(tooMuch) {
      $0.limits.retryBufferBytesMaximum = 5000
    } _: { client in
      let got = await status { _ = try await collect(client, count: 10, size: 1000) }
      #expect(got == unavailable)
      #expect(tooMuch.seen.count == 1)
    }
  }

  private func collect(_ client: RPCClient, count: Int, size: Int) async throws -> Int {
    let reply: Bytes = try await client.clientStreaming("/test.Replica/FlakyCollect", options: idempotent) {
      (writer: RequestWriter<Bytes>) in
      for _ in 0..<count { try await writer.write(Bytes([UInt8](repeating: 1, count: size))) }
    }
    return reply.bytes.count
  }

  @Test("While most calls fail no call is made again, so that servers are not buried")
  func budget() async throws {
    let script = Script([RPCStatus](repeating: unavailable, count: 1000))
    try await withScript(script) {
      $0.retryBudget.tokensMaximum = 10
      $0.retries?.attemptsMaximum = 2
    } _: { client in
      for _ in 0..<50 { _ = await status { _ = try await client.replica("Flaky", options: idempotent) } }
      #expect(script.seen.count == 52, "the fifth failure leaves no more than half of ten tokens")
    }
  }

  @Test("Tokens stay within bounds whatever happens, and retries are allowed above half of them")
  func budgetProperty() {
    var random = SeededGenerator.printed()
    for _ in 0..<200 {
      var options = RetryBudgetOptions()
      options.tokensMaximum = 1 + random.below(1000)
      options.thousandthsPerSuccess = 1 + random.below(2000)
      var budget = RetryBudget(options)
      for _ in 0..<500 {
        let before = budget.thousandths
        if random.oneIn(2) { budget.recordFailure() } else { budget.recordSuccess() }
        #expect((0...options.tokensMaximum * 1000).contains(budget.thousandths))
        #expect(budget.thousandths - before <= options.thousandthsPerSuccess && before - budget.thousandths <= 1000)
        #expect(budget.allowsRetry == (budget.thousandths * 2 > options.tokensMaximum * 1000))
      }
    }
  }
}
