import NIOCore
import NIOPosix
import Telemetry
import Testing

@Suite("The monitoring port")
struct MonitoringServerTests {
  @Test(
    "Requests get the answers they should",
    arguments: [
      ("GET /page HTTP/1.1\r\nhost: localhost\r\n\r\n", "HTTP/1.1 200 OK", "\r\n\r\nhello\n"),
      ("GET /page?query=1 HTTP/1.1\r\nhost: localhost\r\n\r\n", "HTTP/1.1 200 OK", "\r\n\r\nhello\n"),
      (
        "HEAD /page HTTP/1.1\r\nhost: localhost\r\n\r\n", "HTTP/1.1 200 OK",
        "content-length: 6\r\ncache-control: no-store\r\n\r\n"
      ),
      (
        "POST /page HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\n\r\nhi", "HTTP/1.1 405",
        "only GET is answered here\n"
      ),
      ("GET /other HTTP/1.1\r\nhost: localhost\r\n\r\n", "HTTP/1.1 404", "no such page; there are /page\n"),
      ("GET /\(String(repeating: "x", count: 300)) HTTP/1.1\r\nhost: localhost\r\n\r\n", "HTTP/1.1 414", "long path\n"),
      ("nonsense\r\n\r\n", "HTTP/1.1 400", ""),
    ])
  func answers(request: String, beginning: String, ending: String) async throws {
    try await withServer { port in
      let answer = try await exchange(port, request, until: ending.isEmpty ? "\r\n\r\n" : ending)
      #expect(answer.hasPrefix(beginning), "\(answer)")
      #expect(answer.hasSuffix(ending), "\(answer)")
    }
  }

  @Test("Requests one after the other share a connection, in their order")
  func keptAlive() async throws {
    let one = "GET /page HTTP/1.1\r\nhost: localhost\r\n\r\n"
    try await withServer { port in
      let answer = try await exchange(
        port, one + one + "GET /page HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n", until: nil)
      #expect(answer.components("hello\n") == 3)
    }
  }

  @Test("A request that is too large, or does not end in time, and a connection too many are closed")
  func bounds() async throws {
    try await withServer { port in
      let large = "GET /page HTTP/1.1\r\nx: \(String(repeating: "y", count: 20_000))\r\n\r\n"
      let answer = try await exchange(port, large, until: nil)
      #expect(answer.isEmpty)
    }
    var narrow = MonitoringLimits()
    narrow.web.connectionsMaximum = 0
    try await withServer(narrow) { port in
      let answer = try await exchange(port, "", until: nil)
      #expect(answer.isEmpty)
    }
  }

  @Test("A head or a body that does not end in its time closes the connection, however its bytes trickle in")
  func trickling() async throws {
    let beginnings = [
      "", "GET /page HTTP/1.1\r\n", "GET /page HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\n",
      "GET /page HTTP/1.1\r\nhost: localhost\r\n\r\nGET ",
    ]
    for beginning in beginnings {
      var impatient = MonitoringLimits()
      (impatient.web.headTimeout, impatient.web.bodyTimeout) = (.milliseconds(50), .milliseconds(50))
      impatient.web.requestBytesMaximum = .max
      try await withServer(impatient) { port in
        let answer = try await trickle(port, beginning)
        #expect(answer.isEmpty || beginning.hasSuffix("GET "), "\(answer)")
      }
    }
  }

  @Test("Connections that ask nothing give way: a request is answered however many are held")
  func crowded() async throws {
    try await withServer { port in
      var held: [any Channel] = []
      for index in 0..<100 {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
          .connect(host: "127.0.0.1", port: port).get()
        let begun = index % 2 == 0 ? "GET /page HTTP/1.1\r\nhost: " : "GET /page HTTP/1.1\r\nhost: localhost\r\n"
        try? await channel.writeAndFlush(ByteBuffer(string: begun))
        held.append(channel)
        guard index % 10 == 9 else { continue }
        let answer = try await exchange(port, "GET /page HTTP/1.1\r\nhost: localhost\r\n\r\n", until: "hello\n")
        #expect(answer.hasPrefix("HTTP/1.1 200"), "\(index): \(answer)")
      }
      for channel in held { try? await channel.close() }
    }
  }

  @Test(
    "A request is answered under the port's own names and no other",
    arguments: [
      ("host: localhost:9001\r\n", "200"), ("Host: LOCALHOST.\r\n", "200"), ("host: [::1]:1\r\n", "200"),
      ("host: 127.3.2.1\r\n", "200"), ("host: a.localhost\r\n", "200"), ("host: watched.example:80\r\n", "200"),
      ("", "400"), ("host: \r\n", "400"), ("host: localhost\r\nhost: localhost\r\n", "400"),
      ("host: local host\r\n", "400"), ("host: localhost:x\r\n", "400"), ("host: [::1\r\n", "400"),
      ("host: evil.example\r\n", "421"), ("host: localhost.evil.example\r\n", "421"),
      ("host: 127.0.0.1.evil.example\r\n", "421"), ("host: 10.0.0.1\r\n", "421"), ("host: 127.0.0.256\r\n", "421"),
      ("host: 0.0.0.0\r\n", "421"),
    ])
  func hosts(fields: String, status: String) async throws {
    try await withServer { port in
      let answer = try await exchange(port, "GET /page HTTP/1.1\r\n\(fields)connection: close\r\n\r\n", until: nil)
      #expect(answer.hasPrefix("HTTP/1.1 \(status)"), "\(answer)")
      #expect(status == "200" || answer.hasSuffix("\n") && answer.contains("ost"), "\(answer)")
    }
  }

  /// What the server says until it closes, while a byte is sent to it every few milliseconds.
  private func trickle(_ port: Int, _ beginning: String) async throws -> String {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      let writing = Task {
        try await outbound.write(ByteBuffer(string: beginning))
        while !beginning.isEmpty, !Task.isCancelled {
          try await Task.sleep(for: .milliseconds(5))
          try await outbound.write(ByteBuffer(string: "x"))
        }
      }
      defer { writing.cancel() }
      var answer = ""
      do { for try await part in inbound { answer += String(buffer: part) } } catch is IOError {}
      return answer
    }
  }

  private func withServer(
    _ limits: MonitoringLimits = MonitoringLimits(), _ body: (Int) async throws -> Void
  ) async throws {
    let server = MonitoringServer(
      host: "127.0.0.1", port: 0, pages: ["/page": { _ in .line("hello") }],
      allowedHosts: ["watched.example"], limits: limits, group: MultiThreadedEventLoopGroup.singleton)
    try await body(try await server.start())
    await server.stop()
  }

  /// What the server says to `request` until it says `ending`, or closes.
  private func exchange(_ port: Int, _ request: String, until ending: String?) async throws -> String {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      try? await outbound.write(ByteBuffer(string: request))
      var answer = ""
      do {
        for try await part in inbound {
          answer += String(buffer: part)
          if let ending, answer.hasSuffix(ending) { break }
        }
      } catch is IOError {
        // A connection that is closed before all was read is reset.
      }
      return answer
    }
  }
}

extension String {
  /// How often the text stands in this one.
  fileprivate func components(_ text: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: text) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
