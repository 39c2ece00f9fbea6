import RPC
import Support
import Testing

@Suite("With the official Python implementation")
struct InteroperabilityTests {
  @Test("grpcio's client gets the right answer from our server for every kind of call and failure")
  func theirClient() async throws {
    let service = EchoService()
    try await withEchoServer(service: service) { port in
      let result = try await PythonPeer.run("echo_client.py", "\(port)")
      #expect(result.isSuccess, "\(result.output)")
      #expect(result.output.contains("all answers right"), "\(result.output)")
    }
  }

  @Test("Headers that are too long fail their own call, and neither grpcio's connection nor its other streams")
  func longHeaders() async throws {
    try await withEchoServer { port in
      let sizes =
        ["100=OK", "31000=OK"] + [33_000, 65_536, 66_000, 100_000, 125_000].map { "\($0)=RESOURCE_EXHAUSTED" }
      let result = try await PythonPeer.run("long_header_client.py", ["\(port)"] + sizes)
      #expect(result.isSuccess && result.output.contains("all answers right"), "\(result.output)")
    }
  }

  @Test("Our client gets the right answer from grpcio's server for every kind of call and failure")
  func theirServer() async throws {
    try await PythonPeer.withServer("echo_server.py") { port in
      let client = makeClient(port: port)
      try await checkCalls(client)
      try await checkFailures(client)
      await client.close()
    }
  }

  @Test("Both ways over mutual TLS")
  func mutualTLS() async throws {
    let harness = try await SecureHarness()
    let (root, client, server) = (harness.authority.root, harness.client, harness.server)
    try await withSecureServer(.tls(harness.serverTLS(.require))) { port in
      let result = try await PythonPeer.run("echo_client.py", "\(port)", root, client.privateKey, client.certificate)
      #expect(result.isSuccess && result.output.contains("all answers right"), "\(result.output)")
    }
    try await PythonPeer.withServer("echo_server.py", root, server.privateKey, server.certificate) { port in
      try await withSecureClient(.tls(harness.clientTLS(showing: harness.client)), port: port) { client in
        try await checkCalls(client)
        try await checkFailures(client)
      }
      let refused = try await withSecureClient(.tls(harness.clientTLS()), port: port) { client in
        await status { _ = try await client.call("Unary", "") }
      }
      #expect(refused?.code == .unavailable)
    }
  }

  private func checkCalls(_ client: RPCClient) async throws {
    for count in [0, 1, 3_000_000] {
      let request = Bytes([UInt8](repeating: 5, count: count))
      #expect(try await client.call("Unary", request) == request)
    }
    var received: [String] = []
    for try await message in client.stream("Count", "500") { received.append(message.text) }
    #expect(received == (0..<500).map { "\($0)" })
    let collected: Bytes = try await client.clientStreaming("/test.Echo/Collect") { (writer: RequestWriter<Bytes>) in
      for text in ["a", "b", "c"] { try await writer.write(Bytes(text)) }
    }
    #expect(collected == "abc")
    let chat: ResponseStream<Bytes> = client.bidirectional("/test.Echo/Chat") { (writer: RequestWriter<Bytes>) in
      for number in 0..<100 { try await writer.write(Bytes("\(number)")) }
    }
    var echoed = 0
    for try await _ in chat { echoed += 1 }
    #expect(echoed == 100)
  }

  private func checkFailures(_ client: RPCClient) async throws {
    let failure = await status { _ = try await client.call("Fail", "größer 100%") }
    #expect(failure == RPCStatus(.failedPrecondition, "größer 100%"))
    let unknown = await status { _ = try await client.call("Nothing", "") }
    #expect(unknown?.code == .unimplemented)
    let late = await status { _ = try await client.call("Hang", "", options: CallOptions(timeout: .milliseconds(200))) }
    #expect(late?.code == .deadlineExceeded)
    var metadata = Metadata()
    try metadata.add("x-echo-initial", "hello")
    try metadata.add("x-echo-trailing-bin", [0, 255])
    let stream = client.stream("Metadata", "", options: CallOptions(metadata: metadata))
    for try await _ in stream {}
    #expect(await stream.initialMetadata()?.text("x-echo-initial") == "hello")
    #expect(await stream.trailingMetadata()?.binary("x-echo-trailing-bin") == [0, 255])
  }
}
