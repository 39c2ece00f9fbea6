import Testing

@testable import RPC

@Suite("Compression, keepalive and rich statuses with the official Python implementation")
struct TransportInteroperabilityTests {
  @Test("grpcio's client gets the right answers when all replies are compressed and it is pinged all the time")
  func theirClientCompressed() async throws {
    for encoding in [MessageEncoding.gzip, .deflate] {
      try await withEchoServer(options: { options in
        options.compression = CompressionOptions(encoding: encoding, messageBytesMinimum: 0)
        options.keepalive.interval = .milliseconds(20)
      }) { port in
        let result = try await PythonPeer.run("echo_client.py", "\(port)")
        #expect(result.isSuccess && result.output.contains("all answers right"), "\(encoding): \(result.output)")
      }
    }
  }

  @Test("grpcio's server reads what we compress, and we read what it compresses")
  func theirServerCompressed() async throws {
    try await PythonPeer.withServer("echo_server.py", "gzip") { port in
      let client = makeClient(port: port)
      let long = Bytes([UInt8](repeating: 5, count: 300_000))
      for encoding in MessageEncoding.allCases {
        let record = ReplyRecord()
        let reply = try await client.call(
          "Unary", long,
          options: CallOptions(
            compression: CompressionOptions(encoding: encoding, messageBytesMinimum: 0), record: record))
        #expect(reply == long && record.replyWasCompressed, "\(encoding)")
      }
      await client.close()
    }
  }

  @Test("A grpcio client that pings too often is cut off, and is not where that is allowed")
  func theirPings() async throws {
    try await withEchoServer { port in
      let result = try await PythonPeer.run("pinging_client.py", "\(port)", "UNAVAILABLE")
      #expect(result.isSuccess && result.output.contains("all answers right"), "\(result.output)")
      #expect(result.output.lowercased().contains("too_many_pings"), "\(result.output)")
    }
    try await withEchoServer(options: { $0.keepalive.clientIntervalMinimum = .milliseconds(1) }) { port in
      let result = try await PythonPeer.run("pinging_client.py", "\(port)", "DEADLINE_EXCEEDED")
      #expect(result.isSuccess && result.output.contains("all answers right"), "\(result.output)")
    }
  }

  @Test("A grpcio server that finds our pings too many fails the call with UNAVAILABLE, and the next one is made again")
  func ourPings() async throws {
    try await PythonPeer.withServer("echo_server.py") { port in
      let client = makeClient(port: port) { $0.keepalive.interval = .milliseconds(20) }
      let status = await status { _ = try await client.call("Hang", "", options: CallOptions(timeout: .seconds(60))) }
      #expect(status?.code == .unavailable, "\(String(describing: status))")
      let reply = try await client.call("Unary", "after")
      #expect(reply == "after")
      await client.close()
    }
  }

  @Test("Rich statuses of ours are read by grpcio-status") func ourDetails() async throws {
    try await withEchoServer { port in
      let result = try await PythonPeer.run("status_client.py", "\(port)", needing: .richStatuses)
      #expect(result.isSuccess && result.output.contains("all answers right"), "\(result.output)")
    }
  }

  @Test("Rich statuses of grpcio-status are read by us") func theirDetails() async throws {
    try await PythonPeer.withServer("status_server.py", needing: .richStatuses) { port in
      let client = makeClient(port: port)
      let record = ReplyRecord()
      let status = await status { _ = try await client.call("Fail", "why", options: CallOptions(record: record)) }
      #expect(status?.code == .aborted && status?.message == "größer")
      let expected = record.initialMetadata?.binary("x-expected-bin")
      #expect(expected != nil && status?.details == expected)
      await client.close()
    }
  }
}
