import InteropMessages
import RPC

/// Compressed and uncompressed requests; the server says when one is not what it was told to expect.
struct ClientCompressedUnary: InteropCase {
  let name = "client_compressed_unary"
  let purpose = "compressed requests"

  /// Whether to see first that the server notices a request that should be compressed and is not.
  var probes = true

  func run(against server: ServerUnderTest) async throws {
    if probes { try await server.expectProbeIsRefused { try await call(server, claiming: true, .off) } }
    try await call(server, claiming: true, .everything)
    try await call(server, claiming: false, .off)
  }

  private func call(_ server: ServerUnderTest, claiming: Bool, _ compression: CompressionOptions) async throws {
    var request = try LargeUnary.request()
    request.expectCompressed = InteropWire.BoolValue(value: claiming)
    try LargeUnary.check(try await server.service.unaryCall(request, options: CallOptions(compression: compression)))
  }
}

extension CompressionOptions {
  /// Every message that gets shorter by it.
  static let everything = CompressionOptions(encoding: .gzip, messageBytesMinimum: 0)
}

extension ServerUnderTest {
  /// Sees that the server answers a request that claims to be compressed, and is not, as the description says.
  func expectProbeIsRefused(_ call: () async throws -> Void) async throws {
    let status = try await failure(of: "the probe", call)
    try expect(
      "the status code of an uncompressed request that claims to be compressed", status.code, is: .invalidArgument)
  }
}
