import RPC
import Testing

@Suite("What servers and clients count")
struct MetricsTests {
  private let instruments = RPCInstruments()

  @Test("A server counts its calls by method and status, with their durations and sizes")
  func serverCalls() async throws {
    try await withEcho(instruments: instruments) { client, _, _ in
      for _ in 0..<3 { _ = try await client.call("Unary", "12345") }
      _ = await status { _ = try await client.call("Fail", "no") }
      for try await _ in client.stream("Count", "10") {}
    }
    let unary = ["grpc.method": "/test.Echo/Unary"]
    #expect(instruments.number("grpc.server.call.started", unary) == 3)
    #expect(instruments.number("grpc.server.call.active", unary) == 0)
    let ended = unary.merging(["grpc.status": "OK"]) { $1 }
    let durations = try #require(instruments.histogram("grpc.server.call.duration", ended))
    #expect(durations.count == 3)
    #expect(durations.sum > 0)
    let received = try #require(
      instruments.histogram("grpc.server.call.rcvd_total_compressed_message_size", ended))
    #expect(received.sum == 15)
    #expect(received.counts.first == 3)
    let failed = ["grpc.method": "/test.Echo/Fail", "grpc.status": "FAILED_PRECONDITION"]
    #expect(instruments.histogram("grpc.server.call.duration", failed)?.count == 1)
    let counted = ["grpc.method": "/test.Echo/Count", "grpc.status": "OK"]
    #expect(instruments.histogram("grpc.server.call.sent_total_compressed_message_size", counted)?.sum == 10)
    #expect(instruments.number("grpc.server.message.sent") == 13)
    #expect(instruments.number("grpc.server.message.received") == 5)
  }

  @Test("Unknown methods share one label, whatever a peer calls")
  func unknownMethods() async throws {
    try await withEcho(instruments: instruments) { client, _, _ in
      for number in 0..<20 { _ = await status { _ = try await client.call("Nothing\(number)", "") } }
    }
    let other = ["grpc.method": "other", "grpc.status": "UNIMPLEMENTED"]
    #expect(instruments.histogram("grpc.server.call.duration", other)?.count == 20)
    let methods = try #require(instruments.metric("grpc.server.call.started")).points.flatMap(\.labels).map(\.value)
    #expect(!methods.contains { $0.contains("Nothing") })
  }

  @Test("A call in flight is active, and one that is cancelled is counted as such")
  func inFlight() async throws {
    let hang = ["grpc.method": "/test.Echo/Hang"]
    try await withEcho(instruments: instruments) { client, service, _ in
      let task = Task { await status { _ = try await client.call("Hang", "") } }
      await service.begun.wait()
      #expect(instruments.number("grpc.server.call.active", hang) == 1)
      task.cancel()
      _ = await task.value
      await service.cancelled.wait()
    }
    #expect(instruments.number("grpc.server.call.active", hang) == 0)
    let cancelled = hang.merging(["grpc.status": "CANCELLED"]) { $1 }
    #expect(instruments.histogram("grpc.server.call.duration", cancelled)?.count == 1)
  }

  @Test("A client counts its calls, what it sent for them, and its connections, by target")
  func clientCalls() async throws {
    var target = ""
    try await withEchoServer { port in
      target = "127.0.0.1:\(port)"
      let client = makeClient(port: port, instruments: instruments)
      for _ in 0..<3 { _ = try await client.call("Unary", "12345") }
      _ = await status { _ = try await client.call("Fail", "no") }
      await client.close()
    }
    let unary = ["grpc.method": "/test.Echo/Unary", "grpc.target": target]
    let ended = unary.merging(["grpc.status": "OK"]) { $1 }
    #expect(instruments.number("grpc.client.call.started", unary) == 3)
    #expect(instruments.number("grpc.client.attempt.active", unary) == 0)
    #expect(instruments.histogram("grpc.client.call.duration", ended)?.count == 3)
    #expect(instruments.histogram("grpc.client.attempt.duration", ended)?.count == 3)
    #expect(instruments.histogram("grpc.client.attempt.sent_total_compressed_message_size", ended)?.sum == 15)
    #expect(instruments.histogram("grpc.client.attempt.rcvd_total_compressed_message_size", ended)?.sum == 15)
    let failed = ["grpc.method": "/test.Echo/Fail", "grpc.target": target, "grpc.status": "FAILED_PRECONDITION"]
    #expect(instruments.histogram("grpc.client.attempt.duration", failed)?.count == 1)
    #expect(instruments.number("grpc.client.connection.opened", ["grpc.target": target]) == 1)
    #expect(
      instruments.number("grpc.client.connection.closed", ["grpc.target": target, "reason": "shutdown"]) == 1)
    #expect(instruments.number("grpc.client.subchannel.connected", ["grpc.target": target]) == 0)
    #expect(instruments.number("grpc.client.subchannel.disconnections", ["grpc.target": target]) == 1)
  }

  @Test("Connections are counted when they are made, and when they end, with the reason")
  func connections() async throws {
    try await withEchoServer(instruments: instruments) { port in
      let first = makeClient(port: port)
      _ = try await first.call("Unary", "")
      #expect(instruments.number("grpc.server.connection.open") == 1)
      await first.close()
    }
    #expect(instruments.number("grpc.server.connection.opened") == 1)
    #expect((instruments.number("grpc.server.connection.received") ?? 0) > 24, "the preface has as many bytes")
    #expect((instruments.number("grpc.server.connection.sent") ?? 0) > 9, "a frame's head has as many")
    #expect(instruments.number("grpc.server.connection.open") == 0)
    #expect(instruments.number("grpc.server.connection.closed", ["reason": "peer"]) == 1)
  }
}

extension RPCInstruments {
  /// The metric of that name.
  func metric(_ name: String) -> RPCMetric? { metrics().first { $0.name == name } }

  /// A counter's or gauge's value with exactly these labels.
  func number(_ name: String, _ labels: [String: String] = [:]) -> UInt64? {
    guard case .number(let number) = metric(name)?.value(labels) else { return nil }
    return number
  }

  /// A histogram with exactly these labels.
  func histogram(_ name: String, _ labels: [String: String] = [:]) -> RPCMetric.Histogram? {
    guard case .histogram(let histogram) = metric(name)?.value(labels) else { return nil }
    return histogram
  }
}
