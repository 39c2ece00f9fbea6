import InteropMessages

/// A request and a reply that are larger than a flow-control window at its start.
struct LargeUnary: InteropCase {
  let name = "large_unary"
  let purpose = "large messages, through flow control"

  /// The bytes that all large cases send.
  static let requestSize: Int32 = 271_828
  /// The bytes that all large cases ask for.
  static let responseSize: Int32 = 314_159

  /// The request of all large cases.
  static func request() throws -> InteropWire.SimpleRequest {
    InteropWire.SimpleRequest(responseSize: responseSize, payload: try .zeros(requestSize))
  }

  /// Looks at the reply of all large cases.
  static func check(_ reply: InteropWire.SimpleResponse) throws {
    try expect("the reply's payload", reply.payload?.body.count, is: Int(responseSize))
    try expect("the reply's payload being zeros", reply.payload?.body.allSatisfy { $0 == 0 }, is: true)
  }

  func run(against server: ServerUnderTest) async throws {
    try Self.check(try await server.service.unaryCall(try Self.request()))
  }
}
