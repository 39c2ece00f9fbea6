import RPC
import Testing

@testable import Hosting

@Suite("How a server treats connections, as it is told")
struct ConnectionsConfigurationTests {
  @Test("Without a word, silent clients are pinged, and nothing ends or is compressed") func defaults() async throws {
    var options = RPCServerOptions()
    try await Start.configuration().hosting.connections.apply(to: &options)
    #expect(options.keepalive == ServerKeepalive())
    #expect(options.lifetime == ServerLifetime())
    #expect(options.compression == .off)
  }

  @Test("Times and the encoding are taken as they are given, and no time is never") func given() async throws {
    let connections = try await Start.configuration([
      "--connections-keepalive-seconds", "0", "--connections-idle-seconds", "30.5", "--connections-age-seconds", "600",
      "--connections-compression", "gzip",
    ]).hosting.connections
    var options = RPCServerOptions()
    connections.apply(to: &options)
    #expect(options.keepalive.interval == nil)
    #expect(options.lifetime.idleMaximum == .milliseconds(30_500))
    #expect(options.lifetime.ageMaximum == .seconds(600))
    #expect(options.compression == CompressionOptions(encoding: .gzip))
  }
}
