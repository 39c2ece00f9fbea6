import RPC

/// Calls of every kind to the server of the benchmark.
struct EchoLoad: Sendable {
  let client: RPCClient
  /// How many calls of each kind.
  var count = 20

  /// A message of one field that has `count` bytes, which each of the server's methods takes.
  static func message(_ count: Int) -> Bytes {
    var length: [UInt8] = []
    var rest = count
    while rest >= 128 {
      length.append(UInt8(rest & 127 | 128))
      rest >>= 7
    }
    return Bytes([0x0a] + length + [UInt8(rest)] + [UInt8](repeating: 0x78, count: count))
  }

  /// All of them at once; returns when every call has ended as it must.
  func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<count {
        group.addTask { try await echo(number % 3 == 0 ? 100_000 : number, compressed: number % 2 == 0) }
        group.addTask { _ = await status { try await call("Nothing", 0) } }
        group.addTask { _ = await status { try await call("Unary", 5, timeout: .milliseconds(1)) } }
      }
      for _ in 0..<max(1, count / 5) {
        group.addTask { try await converse() }
        group.addTask { try await breakOff() }
        group.addTask { await abandon() }
      }
      try await group.waitForAll()
    }
  }

  private func call(
    _ method: String, _ count: Int, timeout: Duration = patience, compression: CompressionOptions? = nil
  ) async throws {
    let request = Self.message(count)
    let options = CallOptions(timeout: timeout, compression: compression)
    let reply: Bytes = try await client.unary("/bench.Echo/\(method)", request, options: options)
    guard reply == request else { throw RPCStatus(.dataLoss, "another reply of \(reply.bytes.count) bytes") }
  }

  private func echo(_ count: Int, compressed: Bool) async throws {
    let gzip = CompressionOptions(encoding: .gzip, messageBytesMinimum: 0)
    try await call(count % 2 == 0 ? "Unary" : "UnaryAtOnce", count, compression: compressed ? gzip : nil)
  }

  /// A conversation to its end.
  private func converse() async throws {
    let replies: ResponseStream<Bytes> = client.bidirectional("/bench.Echo/Stream") { writer in
      for number in 1...10 { try await writer.write(Self.message(number * 1000)) }
    }
    var count = 0
    for try await reply in replies where reply == Self.message((count + 1) * 1000) { count += 1 }
    guard count == 10 else { throw RPCStatus(.dataLoss, "\(count) replies of 10") }
  }

  /// A flood of replies, of which two are read.
  private func breakOff() async throws {
    let replies: ResponseStream<Bytes> = client.serverStreaming("/bench.Echo/Flood", Self.message(0))
    var iterator = replies.makeAsyncIterator()
    for _ in 0..<2 { _ = try await iterator.next() }
  }

  /// A conversation whose caller is cancelled in its middle.
  private func abandon() async {
    let begun = Probe()
    let task = Task {
      let replies: ResponseStream<Bytes> = client.bidirectional("/bench.Echo/Stream") { writer in
        try await writer.write(Self.message(10_000))
        await Probe().waitForCancellation()
      }
      for try await _ in replies { begun.fire() }
    }
    await begun.wait()
    task.cancel()
    _ = await task.result
  }
}
