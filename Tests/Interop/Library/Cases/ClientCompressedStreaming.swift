import InteropMessages
import RPC

/// A compressed and an uncompressed request in one stream.
struct ClientCompressedStreaming: InteropCase {
  let name = "client_compressed_streaming"
  let purpose = "streams of compressed and uncompressed requests"

  /// Whether to see first that the server notices a request that should be compressed and is not.
  var probes = true

  func run(against server: ServerUnderTest) async throws {
    if probes {
      try await server.expectProbeIsRefused {
        _ = try await server.service.streamingInputCall(options: .patient) { requests in
          try await requests.write(try Self.request(27_182, claiming: true))
        }
      }
    }
    let options = CallOptions(timeout: .seconds(60), compression: .everything)
    let reply = try await server.service.streamingInputCall(options: options) { requests in
      try await requests.write(try Self.request(27_182, claiming: true), compression: .always)
      try await requests.write(try Self.request(45_904, claiming: false), compression: .never)
    }
    try expect("the size of all payloads", reply.aggregatedPayloadSize, is: 73_086)
  }

  private static func request(_ size: Int32, claiming: Bool) throws -> InteropWire.StreamingInputCallRequest {
    .init(payload: try .zeros(size), expectCompressed: .init(value: claiming))
  }
}
