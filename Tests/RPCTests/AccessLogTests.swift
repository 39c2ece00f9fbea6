import Logging
import RPC
import Synchronization
import Testing

@Suite("The access log")
struct AccessLogTests {
  @Test("At debug level every call has a line, with its trace; unknown methods are not repeated in it")
  func lines() async throws {
    let log = LogCollector(level: .debug)
    try await withEchoServer(logger: log.logger) { port in
      let client = makeClient(port: port)
      var metadata = Metadata()
      try metadata.add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
      _ = try await client.call("Unary", "12345", options: CallOptions(metadata: metadata))
      _ = await status { _ = try await client.call("Nothing", "") }
      await client.close()
    }
    let calls = log.lines.filter { $0.message == "call answered" }.map(\.metadata)
    #expect(calls.count == 2)
    #expect(calls.first?["method"] == "/test.Echo/Unary")
    #expect(calls.first?["status"] == "OK")
    #expect(calls.first?["received_bytes"] == "5")
    #expect(calls.first?["sent_bytes"] == "5")
    #expect(calls.first?["trace_id"] == "4bf92f3577b34da6a3ce929d0e0e4736")
    #expect(calls.first?["parent_span_id"] == "00f067aa0ba902b7")
    #expect(calls.first?["span_id"]?.count == 16)
    #expect(calls.first?["peer"]?.hasPrefix("127.0.0.1:") == true)
    #expect(calls.last?["method"] == "other")
    #expect(calls.last?["status"] == "UNIMPLEMENTED")
  }

  @Test("At info level there is none")
  func silent() async throws {
    let log = LogCollector(level: .info)
    try await withEchoServer(logger: log.logger) { port in
      let client = makeClient(port: port)
      _ = try await client.call("Unary", "")
      await client.close()
    }
    #expect(log.lines.isEmpty)
  }

  @Test("What a handler logs on behalf of a call names its trace")
  func handlerLogs() async throws {
    let log = LogCollector(level: .info)
    try await withEchoServer(extending: { router in
      router.unary("/test.Echo/Log") { (request: Bytes, _) in
        log.logger.info("handled")
        return request
      }
    }) { port in
      let client = makeClient(port: port)
      var metadata = Metadata()
      try metadata.add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
      _ = try await client.call("Log", "", options: CallOptions(metadata: metadata))
      _ = try await client.call("Log", "")
      await client.close()
    }
    #expect(log.lines.map { $0.metadata["trace_id"] } == ["4bf92f3577b34da6a3ce929d0e0e4736", nil])
  }
}

/// Keeps what is logged.
final class LogCollector: Sendable {
  struct Line {
    let message: String
    let metadata: [String: String]
  }

  private let kept = Mutex<[Line]>([])
  private let level: Logger.Level

  init(level: Logger.Level) { self.level = level }

  var lines: [Line] { kept.withLock { $0 } }

  var logger: Logger {
    Logger(label: "test") { _ in Handler(collector: self, logLevel: level, metadataProvider: .traceContext) }
  }

  private struct Handler: LogHandler {
    let collector: LogCollector
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let own = (metadataProvider?.get() ?? [:]).merging(event.metadata ?? [:]) { $1 }
      let line = Line(message: event.message.description, metadata: own.mapValues { $0.description })
      collector.kept.withLock { $0.append(line) }
    }
  }
}
