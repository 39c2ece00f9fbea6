import InteropMessages

/// A message of zero bytes goes there and one comes back.
struct EmptyUnary: InteropCase {
  let name = "empty_unary"
  let purpose = "messages of zero bytes"

  func run(against server: ServerUnderTest) async throws {
    _ = try await server.service.emptyCall(InteropWire.Empty())
  }
}
