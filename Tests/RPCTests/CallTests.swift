import RPC
import Testing

@Suite("Calls of all four kinds over a loopback socket")
struct CallTests {
  @Test("A unary call returns what the handler returned, empty and large messages too")
  func unary() async throws {
    try await withEcho { client, _, _ in
      for count in [0, 1, 16_384, 100_000, 4 << 20] {
        let request = Bytes([UInt8](repeating: UInt8(count % 251), count: count))
        let reply = try await client.call("Unary", request)
        #expect(reply == request)
      }
    }
  }

  @Test("A server stream delivers every message in order and then ends")
  func serverStreaming() async throws {
    try await withEcho { client, _, _ in
      for count in [0, 1, 3000] {
        let stream = client.stream("Count", Bytes("\(count)"))
        var next = 0
        for try await message in stream {
          #expect(message.text == "\(next)")
          next += 1
        }
        #expect(next == count)
      }
    }
  }

  @Test("A server stream that fails delivers what came before the failure")
  func serverStreamingFailure() async throws {
    try await withEcho { client, _, _ in
      let stream = client.stream("CountThenFail", "3")
      var received: [String] = []
      let status = await status { for try await message in stream { received.append(message.text) } }
      #expect(received == ["0", "1", "2"])
      #expect(status == RPCStatus(.aborted, "after 3"))
    }
  }

  @Test("A client stream of more than a window arrives whole")
  func clientStreaming() async throws {
    try await withEcho { client, _, _ in
      let reply: Bytes = try await client.clientStreaming("/test.Echo/Collect") { (writer: RequestWriter<Bytes>) in
        for number in 0..<20 { try await writer.write(Bytes([UInt8](repeating: UInt8(number), count: 50_000))) }
      }
      #expect(reply.bytes == (0..<20).flatMap { [UInt8](repeating: UInt8($0), count: 50_000) })
    }
  }

  @Test("A client stream whose handler answers early gets the answer")
  func clientStreamingAnsweredEarly() async throws {
    try await withEcho { client, _, _ in
      let reply: Bytes = try await client.clientStreaming("/test.Echo/First") { (writer: RequestWriter<Bytes>) in
        while true { try await writer.write("one") }
      }
      #expect(reply == "one")
      let after = try await client.call("Unary", "the connection lives")
      #expect(after == "the connection lives")
    }
  }

  @Test("A client stream whose producer throws throws that, and the call is cancelled")
  func clientStreamingProducerThrows() async throws {
    struct Trouble: Error {}
    try await withEcho { client, _, _ in
      await #expect(throws: Trouble.self) {
        let _: Bytes = try await client.clientStreaming("/test.Echo/Collect") { (_: RequestWriter<Bytes>) in
          throw Trouble()
        }
      }
    }
  }

  @Test("A bidirectional call echoes while it goes on")
  func bidirectional() async throws {
    try await withEcho { client, _, _ in
      let answered = Probe()
      let stream: ResponseStream<Bytes> = client.bidirectional("/test.Echo/Chat") { (writer: RequestWriter<Bytes>) in
        for number in 1...50 {
          try await writer.write(Bytes("\(number)"))
          await answered.wait(number)
        }
      }
      var next = 1
      for try await message in stream {
        #expect(message.text == "\(next)")
        next += 1
        answered.fire()
      }
      #expect(next == 51)
    }
  }

  @Test("A thousand calls at once share one connection and all succeed")
  func manyCalls() async throws {
    try await withEcho { client, _, _ in
      let sum = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<1000 {
          group.addTask {
            let reply = try await client.call("Unary", Bytes("\(number)"))
            return Int(reply.text) ?? -1
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(sum == 999 * 1000 / 2)
    }
  }

  @Test("New clients' first calls of every kind are made, from whatever task") func firstCalls() async throws {
    try await withEchoServer { port in
      let failures = await withTaskGroup(of: RPCStatus?.self) { group in
        for number in 0..<150 {
          group.addTask {
            let client = makeClient(port: port)
            let failure = await status { try await firstCall(number, of: client) }
            await client.close()
            return failure
          }
        }
        return await group.reduce(into: []) { if let failure = $1 { $0.append(failure) } }
      }
      #expect(failures.isEmpty)
    }
  }

  private func firstCall(_ number: Int, of client: RPCClient) async throws {
    let request = Bytes("\(number)")
    switch number % 3 {
    case 0: _ = try await client.call("Unary", request)
    case 1: let _: Bytes = try await client.clientStreaming("/test.Echo/Collect") { try await $0.write(request) }
    default: for try await _ in client.stream("Count", Bytes("2")) {}
    }
  }

  @Test("A reader that does not read holds the writer back within the window, and nobody else")
  func slowReader() async throws {
    try await withEcho { client, service, _ in
      let stream = client.stream("Flood", "")
      await service.begun.wait(20)
      for _ in 0..<50 { _ = try await client.call("Unary", "meanwhile") }
      let bound = (RPCLimits.standard.streamWindowBytes + RPCLimits.standard.outboundBytesHighWater) / 10_000 + 1
      #expect(service.begun.count <= bound)
      var received = 0
      for try await _ in stream {
        received += 1
        if received == 3 * bound { break }
      }
      #expect(service.begun.count > bound)
    }
  }

  @Test("A handler starts on its connection's event loop, and comes back to it after waiting")
  func handlersStayOnTheLoop() async throws {
    try await withEcho { client, _, _ in
      let reply = try await client.call("Loop", "")
      #expect(reply.text == "true true")
    }
  }
}
