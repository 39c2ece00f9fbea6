import InteropMessages
import RPC

/// A reply is compressed when the request asks for that, and only then.
struct ServerCompressedUnary: InteropCase {
  let name = "server_compressed_unary"
  let purpose = "compressed replies"

  func run(against server: ServerUnderTest) async throws {
    for asked in [true, false] {
      var request = try LargeUnary.request()
      request.responseCompressed = InteropWire.BoolValue(value: asked)
      let record = ReplyRecord()
      var options = CallOptions.patient
      options.record = record
      try LargeUnary.check(try await server.service.unaryCall(request, options: options))
      try expect("the reply's compressed flag", record.replyWasCompressed, is: asked)
    }
  }
}
