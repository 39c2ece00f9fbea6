import NIOCore

/// One end of a call: messages in, messages out, from any task; its state stays on its loop.
protocol MessageExchange: LoopBound {
  var inbox: MessageInbox { get }
  var gate: WriteGate { get }

  /// Queues a framed message. Returns whether the writer may go on at once; otherwise the gate will open later.
  func queue(_ frame: [UInt8]) throws -> Bool
}

extension MessageExchange {
  /// The next message of the peer; nil at the end.
  func nextMessage() async throws -> ArraySlice<UInt8>? {
    if loop.inEventLoop {
      switch try inbox.take() {
      case .message(let message): return message
      case .end: return nil
      case .nothing: break
      }
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        onLoop { self.inbox.wait(continuation) }
      }
    } onCancel: {
      onLoop { self.inbox.fail(CancellationError()) }
    }
  }

  /// Sends a framed message; returns when the writer may go on to the next one.
  func send(_ frame: [UInt8]) async throws {
    if loop.inEventLoop, try queue(frame) { return }
    let isQueued = loop.inEventLoop
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        onLoop { self.wait(continuation, toQueue: isQueued ? nil : frame) }
      }
    } onCancel: {
      onLoop { self.gate.fail(CancellationError()) }
    }
  }

  private func wait(_ continuation: CheckedContinuation<Void, any Error>, toQueue frame: [UInt8]?) {
    do {
      if let frame, try queue(frame) { return continuation.resume() }
      gate.wait(continuation)
    } catch {
      continuation.resume(throwing: error)
    }
  }
}
