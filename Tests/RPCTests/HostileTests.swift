import NIOCore
import NIOPosix
import Policies
import Support
import Testing

@testable import RPC

@Suite("A server before strangers")
struct HostileTests {
  private func request(_ method: String = "Unary", replacing: (String, String)? = nil, adding: [(String, String)] = [])
    -> HeaderList
  {
    var fields = [
      (":method", "POST"), (":scheme", "http"), (":path", "/test.Echo/\(method)"), (":authority", "test"),
      ("te", "trailers"), ("content-type", "application/grpc"),
    ]
    if let (name, value) = replacing, let index = fields.firstIndex(where: { $0.0 == name }) { fields[index].1 = value }
    var list = HeaderList()
    for (name, value) in fields + adding { list.append(name, value) }
    return list
  }

  @Test("What is not a gRPC request gets the HTTP status or gRPC status the protocol asks for")
  func badHeads() async throws {
    try await withEchoServer { port in
      let client = try await RawClient.connect(port: port)
      let get = try await client.exchange(request(replacing: (":method", "GET")))
      #expect(get.field(":status") == "405")
      let foreign = [
        "text/plain", "application/grpcx", "application/json", "application/grpc+json", "application/grpc+protox",
        "application/grpc +proto", "application/grpc+proto x", "Application/GRPC+JSON; a=b",
      ]
      for type in foreign {
        let raw = try await RawClient.connect(port: port)
        #expect(try await raw.exchange(request(replacing: ("content-type", type))).field(":status") == "415")
        try await raw.close()
      }
      let empty: [UInt8] = [0, 0, 0, 0, 0]
      let expected: [(HeaderList, [UInt8], RPCStatus.Code)] = [
        (request(replacing: ("content-type", "application/grpc+proto")), empty, .ok),
        (request(replacing: ("content-type", "Application/GRPC")), empty, .ok),
        (request(replacing: ("content-type", "APPLICATION/grpc+Proto ; charset=utf-8")), empty, .ok),
        (request(adding: [("grpc-timeout", "1x")]), empty, .internalError),
        (request(adding: [("grpc-timeout", "0n")]), empty, .deadlineExceeded),
        (request(adding: [("grpc-encoding", "snappy")]), empty, .unimplemented),
        (request(adding: [("grpc-encoding", "identity")]), empty, .ok),
        (request("Nothing"), empty, .unimplemented),
        (request(), [], .unimplemented),
        (request(), empty + empty, .unimplemented),
        (request(), [0, 0, 0], .internalError),
        (request(), [1, 0, 0, 0, 0], .internalError),
        (request(), [0, 255, 255, 255, 255, 1], .resourceExhausted),
      ]
      for (headers, body, code) in expected {
        let raw = try await RawClient.connect(port: port)
        let events = try await raw.exchange(headers, body: body)
        #expect(events.field("grpc-status") == "\(code.rawValue)", "\(headers) \(body)")
        try await raw.close()
      }
      try await client.close()
    }
  }

  @Test("The server keeps the deadline by itself")
  func serverDeadline() async throws {
    let service = EchoService()
    try await withEchoServer(service: service) { port in
      let raw = try await RawClient.connect(port: port)
      let events = try await raw.exchange(
        request("Hang", adding: [("grpc-timeout", "50m")]), body: [0, 0, 0, 0, 0])
      #expect(events.field("grpc-status") == "\(RPCStatus.Code.deadlineExceeded.rawValue)")
      await service.cancelled.wait()
      try await raw.close()
    }
  }

  @Test("A header list over the limit is refused, and the connection goes on")
  func headerBomb() async throws {
    var limits = RPCLimits.standard
    limits.headerListBytesMaximum = 16_384
    try await withEchoServer(limits: limits) { port in
      let raw = try await RawClient.connect(port: port)
      let events = try await raw.exchange(
        request(adding: (0..<40).map { ("x-\($0)", String(repeating: "v", count: 500)) }), body: [0, 0, 0, 0, 0])
      #expect(events.field("grpc-status") == "\(RPCStatus.Code.resourceExhausted.rawValue)")
      try await raw.close()
    }
  }

  @Test("A peer that cancels and does not let go cannot start more handlers than the limit")
  func handlersLimited() async throws {
    var limits = RPCLimits.standard
    limits.concurrentStreamsMaximum = 10
    limits.runningHandlersMaximum = 10
    let service = EchoService()
    try await withEcho(limits: limits, service: service) { client, _, _ in
      for count in 1...10 {
        let task = Task { await status { _ = try await client.call("WaitForRelease", "") } }
        await service.begun.wait(count)
        task.cancel()
        _ = await task.value
      }
      let refused = await status { _ = try await client.call("WaitForRelease", "") }
      #expect(refused?.code == .resourceExhausted)
      service.release.fire()
    }
  }

  @Test("Calls beyond the server's streams wait for their turn at the client")
  func streamsLimited() async throws {
    var limits = RPCLimits.standard
    limits.concurrentStreamsMaximum = 5
    limits.runningHandlersMaximum = 5
    try await withEcho(limits: limits) { client, _, _ in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<100 { group.addTask { _ = try await client.call("Unary", "x") } }
        try await group.waitForAll()
      }
    }
  }

  @Test("Random bytes, truncated beginnings and other protocols are cut off; the next client is served")
  func randomBytes() async throws {
    var random = SeededGenerator.printed()
    let session = try HTTP2Session(.client, limits: .standard)
    _ = try session.request(request())
    let beginning = try session.drain()
    var attempts: [[UInt8]] = [Array("GET / HTTP/1.1\r\n\r\n".utf8), []]
    for _ in 0..<30 {
      let kept = Int.random(in: 0...beginning.count, using: &random)
      let noise = (0..<Int.random(in: 0...200, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      attempts.append(Array(beginning[..<kept]) + noise)
    }
    try await withEchoServer { port in
      for bytes in attempts {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
          .connect(host: "127.0.0.1", port: port).get()
        try? await channel.writeAndFlush(ByteBuffer(bytes: bytes))
        try? await channel.close()
      }
      let client = makeClient(port: port)
      #expect(try await client.call("Unary", "after") == "after")
      await client.close()
    }
  }
}
