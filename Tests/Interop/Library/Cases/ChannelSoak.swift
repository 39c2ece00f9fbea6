import RPC

/// Large calls one after the other, each on a connection of its own.
struct ChannelSoak: InteropCase {
  let name = "channel_soak"
  let purpose = "many connections, a call on each"

  func run(against server: ServerUnderTest) async throws {
    try await server.soak.run(on: server.connect, after: { await $0.close() })
  }
}
