import RPC

extension EchoService {
  /// Methods that tell how requests came, and that are told how replies go.
  func addCompressed(to router: inout RPCRouter) {
    router.bidirectional("/test.Echo/WasCompressed") {
      (requests: RequestStream<Bytes>, context, writer: ResponseWriter<Bytes>) in
      for try await _ in requests { try await writer.write(Bytes("\(context.requestWasCompressed)")) }
    }
    router.unary("/test.Echo/UnaryWasCompressed") { (_: Bytes, context) in Bytes("\(context.requestWasCompressed)") }
    router.unary("/test.Echo/Uncompressed") { (request: Bytes, context) in
      context.setReplyCompression(.never)
      return request
    }
    router.serverStreaming("/test.Echo/Alternating") { (request: Bytes, _, writer: ResponseWriter<Bytes>) in
      try await writer.write(request, compression: .always)
      try await writer.write(request, compression: .never)
      try await writer.write(request)
    }
  }
}
