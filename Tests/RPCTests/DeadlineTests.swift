import RPC
import Testing

@Suite("Deadlines and cancellation")
struct DeadlineTests {
  @Test("A deadline that passes ends the call at the client and cancels the handler")
  func deadline() async throws {
    try await withEcho { client, service, _ in
      // On a busy machine the deadline may pass before the server hears of the call; that is not what is tested here.
      repeat {
        let status = await status {
          _ = try await client.call("Hang", "", options: CallOptions(timeout: .milliseconds(50)))
        }
        #expect(status?.code == .deadlineExceeded)
      } while !service.begun.hasFired
      await service.cancelled.wait()
    }
  }

  @Test("A deadline that has passed already never reaches the server")
  func pastDeadline() async throws {
    try await withEcho { client, _, _ in
      let status = await status {
        _ = try await client.call("Unary", "", options: CallOptions(timeout: .zero))
      }
      #expect(status?.code == .deadlineExceeded)
    }
  }

  @Test("The handler sees the time left, and the default timeout where none is given")
  func remaining() async throws {
    try await withEcho { client, _, _ in
      let reply = try await client.call("Remaining", "")
      let seconds = try #require(Double(reply.text.replacing(" seconds", with: "")))
      #expect(seconds > 0 && Duration.seconds(seconds) < patience)
    }
  }

  @Test("Cancelling the caller's task cancels the handler's task")
  func cancellation() async throws {
    try await withEcho { client, service, _ in
      let task = Task { await status { _ = try await client.call("Hang", "") } }
      await service.begun.wait()
      task.cancel()
      #expect(await task.value?.code == .cancelled)
      await service.cancelled.wait()
    }
  }

  @Test("Leaving the loop over a stream cancels the call, and a slow reader holds the writer back")
  func leftStream() async throws {
    try await withEcho { client, service, _ in
      do {
        let stream = client.stream("Flood", "")
        for try await _ in stream { break }
      }
      await service.cancelled.wait()
      let reply = try await client.call("Unary", "still there")
      #expect(reply == "still there")
    }
  }

  @Test("Losing the connection cancels handlers and fails calls with CANCELLED or UNAVAILABLE")
  func lostConnection() async throws {
    try await withEcho { client, service, _ in
      async let status = status { _ = try await client.call("Hang", "") }
      await service.begun.wait()
      await client.close()
      #expect(await status?.code == .cancelled)
      await service.cancelled.wait()
    }
  }
}
