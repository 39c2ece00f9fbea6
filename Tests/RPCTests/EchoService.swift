import NIOPosix
import RPC

/// Methods of every kind that tests call, and what they report.
struct EchoService: Sendable {
  let begun = Probe()
  let cancelled = Probe()
  let release = Probe()

  func router() -> RPCRouter {
    var router = RPCRouter()
    addPlain(to: &router)
    addStreaming(to: &router)
    addWaiting(to: &router)
    addCompressed(to: &router)
    return router
  }

  private func addPlain(to router: inout RPCRouter) {
    router.unary("/test.Echo/Unary") { (request: Bytes, _) in request }
    router.unary("/test.Echo/Metadata") { (_: Bytes, context) in
      context.setInitialMetadata(context.metadata.filtered("x-echo-initial"))
      context.setTrailingMetadata(context.metadata.filtered("x-echo-trailing-bin"))
      return Bytes(context.path)
    }
    router.unary("/test.Echo/Fail") { (request: Bytes, _) -> Bytes in
      throw RPCStatus(.failedPrecondition, request.text, details: [0, 1, 2, 255])
    }
    router.unary("/test.Echo/FailWithDetails") { (request: Bytes, _) -> Bytes in
      throw RPCStatus(.failedPrecondition, "größer", details: request.bytes)
    }
    router.unary("/test.Echo/Counted") { (request: Bytes, _) in
      begun.fire()
      return request
    }
    router.unary("/test.Echo/Crash") { (_: Bytes, _) -> Bytes in throw Bytes.Undecodable() }
    router.unary("/test.Echo/Remaining") { (_: Bytes, context) in Bytes(context.remaining.map { "\($0)" } ?? "none") }
    router.unary("/test.Echo/Peer") { (_: Bytes, context) in
      let identity = context.peer.identity
      let names = (identity?.uris ?? []) + (identity?.dnsNames ?? []) + (identity?.emailAddresses ?? [])
      return Bytes("\(context.peer.security) \(identity?.commonName ?? "-") \(names) \(identity?.fingerprint ?? "-")")
    }
    router.unary("/test.Echo/Loop") { (_: Bytes, _) in
      let before = MultiThreadedEventLoopGroup.currentEventLoop != nil
      await Task.yield()
      let after = MultiThreadedEventLoopGroup.currentEventLoop != nil
      return Bytes("\(before) \(after)")
    }
    router.unary("/test.Echo/Large") { (request: Bytes, _) in
      Bytes([UInt8](repeating: 7, count: Int(request.text) ?? 0))
    }
  }

  private func addStreaming(to router: inout RPCRouter) {
    router.serverStreaming("/test.Echo/Count") { (request: Bytes, context, writer: ResponseWriter<Bytes>) in
      for number in 0..<(Int(request.text) ?? 0) { try await writer.write(Bytes("\(number)")) }
      context.setTrailingMetadata(context.metadata.filtered("x-echo-trailing-bin"))
    }
    router.serverStreaming("/test.Echo/CountThenFail") { (request: Bytes, _, writer: ResponseWriter<Bytes>) in
      for number in 0..<(Int(request.text) ?? 0) { try await writer.write(Bytes("\(number)")) }
      throw RPCStatus(.aborted, "after \(request.text)")
    }
    router.serverStreaming("/test.Echo/Flood") { (_: Bytes, _, writer: ResponseWriter<Bytes>) in
      defer { cancelled.fire() }
      while true {
        try await writer.write(Bytes([UInt8](repeating: 1, count: 10_000)))
        begun.fire()
      }
    }
    router.clientStreaming("/test.Echo/Collect") { (requests: RequestStream<Bytes>, _) in
      var bytes: [UInt8] = []
      for try await request in requests { bytes += request.bytes }
      return Bytes(bytes)
    }
    router.clientStreaming("/test.Echo/First") { (requests: RequestStream<Bytes>, _) in
      for try await request in requests { return request }
      return "none"
    }
    router.bidirectional("/test.Echo/NeverRead") { (_: RequestStream<Bytes>, _, _: ResponseWriter<Bytes>) in
      begun.fire()
      await release.wait()
    }
    router.bidirectional("/test.Echo/Chat") { (requests: RequestStream<Bytes>, _, writer: ResponseWriter<Bytes>) in
      for try await request in requests { try await writer.write(request) }
    }
  }

  private func addWaiting(to router: inout RPCRouter) {
    router.unary("/test.Echo/Hang") { (_: Bytes, _) -> Bytes in
      begun.fire()
      await Probe().waitForCancellation()
      cancelled.fire()
      throw CancellationError()
    }
    router.unary("/test.Echo/WaitForRelease") { (request: Bytes, _) in
      begun.fire()
      await release.wait()
      return request
    }
  }
}

extension Metadata {
  func filtered(_ name: String) -> Metadata {
    var result = Metadata()
    if let text = text(name) { try? result.add(name, text) }
    if let bytes = binary(name) { try? result.add(name, bytes) }
    return result
  }
}

extension Probe {
  /// Returns when the task is cancelled.
  func waitForCancellation() async {
    await withTaskCancellationHandler {
      await wait()
    } onCancel: {
      fire()
    }
  }
}
