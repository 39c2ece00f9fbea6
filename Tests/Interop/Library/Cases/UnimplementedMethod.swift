import InteropMessages
import RPC

/// The server says that it does not have a method of a service it has.
struct UnimplementedMethod: InteropCase {
  let name = "unimplemented_method"
  let purpose = "the status of unknown methods"

  func run(against server: ServerUnderTest) async throws {
    let status = try await failure(of: "the call") { _ = try await server.service.unimplementedCall(.init()) }
    try expect("the status code", status.code, is: .unimplemented)
  }
}
