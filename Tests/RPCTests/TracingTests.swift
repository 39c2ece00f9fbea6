import InMemoryTracing
import Logging
import NIOPosix
import RPC
import Synchronization
import Testing
import Tracing

@Suite("Calls as parts of traces")
struct TracingTests {
  private static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

  @Test("A call with a traceparent is a span of its own in that trace, and so is each call made for it")
  func propagated() async throws {
    try await withRelay { client, seen in
      let reply = try await client.call("Relay", "", options: Self.traced())
      let relay = try #require(seen.first)
      let echo = try #require(seen.last)
      #expect(seen.count == 2)
      #expect(relay.traceText == "4bf92f3577b34da6a3ce929d0e0e4736")
      #expect(relay.spanText != "00f067aa0ba902b7")
      #expect(echo.traceText == relay.traceText && echo.isSampled)
      #expect(Set([relay.spanText, echo.spanText, "00f067aa0ba902b7"]).count == 3)
      #expect(reply.text == relay.traceText)
    }
  }

  @Test("A call without a traceparent, or with a bad one, belongs to no trace, and is answered all the same")
  func absent() async throws {
    try await withRelay { client, seen in
      _ = try await client.call("Relay", "")
      _ = try await client.call("Relay", "", options: Self.traced("00-zz"))
      #expect(seen.isEmpty)
    }
  }

  @Test("A front door starts a trace for a call that has none, not recorded unless told")
  func started() async throws {
    var tracing = TracingOptions()
    tracing.startsTraces = true
    try await withRelay(tracing) { client, seen in
      _ = try await client.call("Relay", "")
      #expect(seen.count == 2)
      #expect(seen.first?.traceText == seen.last?.traceText)
      #expect(seen.first?.isSampled == false)
    }
    tracing.sampledShare = 1
    try await withRelay(tracing) { client, seen in
      _ = try await client.call("Relay", "")
      #expect(seen.first?.isSampled == true && seen.last?.isSampled == true)
    }
  }

  @Test("With a tracer, a call is a span with what OpenTelemetry says of gRPC, and its calls are children of it")
  func spans() async throws {
    let tracer = InMemoryTracer()
    var tracing = TracingOptions()
    tracing.tracer = tracer
    try await withRelay(tracing) { client, _ in
      _ = try await client.call("Relay", "")
      _ = await status { _ = try await client.call("Fail", "no") }
    }
    let spans = tracer.finishedSpans
    let relay = try #require(spans.first { $0.operationName == "test.Echo/Relay" && $0.kind == .server })
    let made = try #require(spans.first { $0.operationName == "test.Echo/Traced" && $0.kind == .client })
    #expect(made.parentSpanID == relay.spanID && made.traceID == relay.traceID)
    #expect(relay.attributes.get("rpc.system") == .string("grpc"))
    #expect(relay.attributes.get("rpc.service") == .string("test.Echo"))
    #expect(relay.attributes.get("rpc.method") == .string("Relay"))
    #expect(relay.attributes.get("rpc.grpc.status_code") == .int64(0))
    let failed = try #require(spans.first { $0.operationName == "test.Echo/Fail" && $0.kind == .server })
    #expect(failed.attributes.get("rpc.grpc.status_code") == .int64(9))
    #expect(failed.status?.code != .error, "FAILED_PRECONDITION is the caller's failure")
  }

  @Test("grpcio's trace goes through one service into the next, and the logs of each call name the one it was made for")
  func theirs() async throws {
    let log = LogCollector(level: .debug)
    let seen = Seen()
    try await withEchoServer(logger: log.logger, extending: { Self.addTraced(to: &$0, seen) }) { port in
      let inner = RPCClient(
        host: "127.0.0.1", port: port, group: MultiThreadedEventLoopGroup.singleton, logger: log.logger)
      try await withEchoServer(logger: log.logger, extending: { Self.addRelay(to: &$0, seen, inner) }) { port in
        let result = try await PythonPeer.run("trace_client.py", "\(port)")
        #expect(result.output.contains("all answers right"), "\(result.output)")
      }
      await inner.close()
    }
    let lines = log.lines.filter { $0.metadata["trace_id"] == "4bf92f3577b34da6a3ce929d0e0e4736" }
    let relayed = try #require(lines.first { $0.says("call answered", "Relay") }).metadata
    let made = try #require(lines.first { $0.says("call made", "Traced") }).metadata
    let answered = try #require(lines.first { $0.says("call answered", "Traced") }).metadata
    #expect(lines.count == 3)
    #expect(relayed["parent_span_id"] == "00f067aa0ba902b7")
    #expect(made["parent_span_id"] == relayed["span_id"])
    #expect(answered["parent_span_id"] == made["span_id"])
    #expect(seen.all.map(\.state) == ["rojo=1", "rojo=1"])
  }

  private static func traced(_ parent: String = parent) throws -> CallOptions {
    var metadata = Metadata()
    try metadata.add("traceparent", parent)
    return CallOptions(metadata: metadata)
  }

  /// An echo server with a method `Relay` that calls another one, `Traced`; what both saw of the trace is collected.
  private func withRelay(
    _ tracing: TracingOptions = TracingOptions(), _ body: (RPCClient, Seen) async throws -> Void
  ) async throws {
    let seen = Seen()
    try await withEchoServer(extending: { Self.addTraced(to: &$0, seen) }) { port in
      let inner = makeClient(port: port) { $0.tracing = tracing }
      try await withEchoServer(
        extending: { Self.addRelay(to: &$0, seen, inner) }, options: { $0.tracing = tracing }
      ) { port in
        let client = makeClient(port: port)
        try await body(client, seen)
        await client.close()
      }
      await inner.close()
    }
  }

  private static func addTraced(to router: inout RPCRouter, _ seen: Seen) {
    router.unary("/test.Echo/Traced") { (_: Bytes, context) in
      seen.note(context.traceContext)
      return Bytes("")
    }
  }

  private static func addRelay(to router: inout RPCRouter, _ seen: Seen, _ inner: RPCClient) {
    router.unary("/test.Echo/Relay") { (_: Bytes, context) in
      seen.note(context.traceContext)
      _ = try await inner.call("Traced", "")
      return Bytes(InstrumentationContext.current?.traceContext?.traceText ?? "")
    }
  }
}

extension LogCollector.Line {
  fileprivate func says(_ message: String, _ method: String) -> Bool {
    self.message == message && metadata["method"] == "/test.Echo/\(method)"
  }
}

/// The trace contexts that handlers saw, in their order.
final class Seen: Sendable {
  private let contexts = Mutex<[TraceContext]>([])

  func note(_ context: TraceContext?) {
    if let context { contexts.withLock { $0.append(context) } }
  }

  var all: [TraceContext] { contexts.withLock { $0 } }
  var count: Int { all.count }
  var isEmpty: Bool { all.isEmpty }
  var first: TraceContext? { all.first }
  var last: TraceContext? { all.last }
}
