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
      let exchange = try await server.unaryExchange(request)
      try LargeUnary.check(exchange.reply)
      try expect("the reply's compressed flag", exchange.isCompressed, is: asked)
    }
  }
}
