import RPC
import Testing

@Suite("Hedged calls")
struct HedgingTests {
  private func hedging(_ delay: Duration, attempts: Int = 2) -> HedgingPolicy {
    var policy = HedgingPolicy()
    policy.delay = delay
    policy.attemptsMaximum = attempts
    return policy
  }

  private let idempotent = CallOptions(isIdempotent: true)

  @Test("The first good answer is taken, and the attempts that are slower are cancelled")
  func slowServer() async throws {
    let asked = Probe()
    let cancelled = Probe()
    let replica = try await Replica.started("twice") { router in
      router.unary("/test.Replica/Asked") { (_: Bytes, context) in
        asked.fire()
        guard context.metadata.text("grpc-previous-rpc-attempts") == nil else { return Bytes("second") }
        await Probe().waitForCancellation()
        cancelled.fire()
        throw CancellationError()
      }
    }
    try await withClient(of: [replica.address]) {
      $0.hedging = hedging(.milliseconds(1))
    } _: { client in
      let reply = try await client.replica("Asked", options: idempotent)
      #expect(reply == "second")
      await cancelled.wait()
      #expect(asked.count == 2)
    }
    await replica.kill()
  }

  @Test("Attempts go to different servers")
  func different() async throws {
    let one = try await Replica.started("one")
    let two = try await Replica.started("two")
    try await withClient(of: [one.address, two.address]) {
      $0.hedging = hedging(.milliseconds(1))
    } _: { client in
      let warm = CallOptions()
      try await client.reach("one", options: warm)
      try await client.reach("two", options: warm)
      let (first, second) = (one.begun.count, two.begun.count)
      let call = Task { try await client.replica("Held", options: idempotent) }
      await one.begun.wait(first + 1)
      await two.begun.wait(second + 1)
      two.release.fire()
      let name = try await call.value
      #expect(name == "two")
      one.release.fire()
    }
    await one.kill()
    await two.kill()
  }

  @Test("A status that is not fatal brings the next attempt at once, a fatal one ends the call")
  func statuses() async throws {
    let asked = Probe()
    let replica = try await Replica.started("failing") { router in
      router.unary("/test.Replica/Busy") { (_: Bytes, context) in
        asked.fire()
        guard context.metadata.text("grpc-previous-rpc-attempts") == nil else { return Bytes("second") }
        throw RPCStatus(.unavailable, "busy")
      }
      router.unary("/test.Replica/Wrong") { (_: Bytes, _) -> Bytes in
        asked.fire()
        throw RPCStatus(.invalidArgument, "wrong")
      }
      router.unary("/test.Replica/AlwaysBusy") { (_: Bytes, _) -> Bytes in
        asked.fire()
        throw RPCStatus(.unavailable, "busy")
      }
    }
    try await withClient(of: [replica.address]) {
      $0.hedging = hedging(.seconds(3600), attempts: 4)
    } _: { client in
      let reply = try await client.replica("Busy", options: idempotent)
      #expect(reply == "second" && asked.count == 2)
      let wrong = await status { _ = try await client.replica("Wrong", options: idempotent) }
      #expect(wrong == RPCStatus(.invalidArgument, "wrong") && asked.count == 3)
      let busy = await status { _ = try await client.replica("AlwaysBusy", options: idempotent) }
      #expect(busy == RPCStatus(.unavailable, "busy") && asked.count == 7)
    }
    await replica.kill()
  }

  @Test("Calls that are not marked are made once, and a caller that gives up cancels every attempt")
  func cancelling() async throws {
    let replica = try await Replica.started("hanging")
    try await withClient(of: [replica.address]) {
      $0.hedging = hedging(.milliseconds(1), attempts: 3)
    } _: { client in
      let call = Task { await status { _ = try await client.replica("Hang", options: idempotent) } }
      await replica.begun.wait(3)
      call.cancel()
      #expect(await call.value?.code == .cancelled)
      await replica.cancelled.wait(3)
      let unmarked = await status {
        _ = try await client.replica("Hang", options: CallOptions(timeout: .milliseconds(100)))
      }
      #expect(unmarked?.code == .deadlineExceeded)
      #expect(replica.begun.count <= 4)
    }
    await replica.kill()
  }
}
