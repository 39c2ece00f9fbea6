/// Large calls one after the other on one connection.
struct RPCSoak: InteropCase {
  let name = "rpc_soak"
  let purpose = "many calls on one connection"

  func run(against server: ServerUnderTest) async throws {
    try await server.soak.run(on: { server.client }, after: { _ in })
  }
}
