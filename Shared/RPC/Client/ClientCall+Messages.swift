extension ClientCall {
  /// The one reply of a call, when it has ended well.
  func reply<Response: WireMessage>() async throws -> Response {
    let message = try await withCheckedThrowingContinuation { continuation in
      onLoop { self.waitForReply(continuation) }
    }
    return try decode(message)
  }

  /// Sends what `produce` writes. A call that has ended meanwhile is no reason to throw: its status says more.
  ///
  /// - Throws: What `produce` throws while the call goes on; the call is cancelled.
  func writeRequests<Request>(_ produce: @Sendable (RequestWriter<Request>) async throws -> Void) async throws {
    do {
      try await produce(RequestWriter(self))
      onLoop { self.endRequest() }
    } catch {
      guard await !hasEnded() else { return }
      onLoop { self.abandon() }
      throw error
    }
  }

  /// Whether the call has its status.
  func hasEnded() async -> Bool {
    await withCheckedContinuation { continuation in
      onLoop { continuation.resume(returning: self.isEnded) }
    }
  }

  /// The reply in `message`.
  ///
  /// - Throws: INTERNAL: a server that sends what cannot be read is not the one we know.
  func decode<Response: WireMessage>(_ message: ArraySlice<UInt8>) throws -> Response {
    do {
      return try Response(decoding: message.span)
    } catch {
      throw RPCStatus(.internalError, "reply of \(path) cannot be read: \(error)")
    }
  }

  /// The framed request, compressed if the call's options have an encoding.
  func encode(_ request: some WireMessage, _ wish: MessageCompression = .automatic) throws(RPCStatus) -> [UInt8] {
    let frame = try MessageFrame.encode(request, messageBytesMaximum: channel.options.limits.messageBytesMaximum)
    return compression.encoding == .identity ? frame : compression.apply(to: frame, wish)
  }
}

extension ClientChannel {
  /// Makes a call from any task; with its only request, if it has just one.
  func start(_ call: ClientCall, with frame: [UInt8]? = nil) {
    onLoop {
      if let frame {
        guard (try? call.queue(frame)) != nil else { return }
        call.endRequest()
      }
      self.begin(call)
    }
  }
}
