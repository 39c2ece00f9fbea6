import InteropMessages
import RPC

/// The server says that it does not have a service.
struct UnimplementedService: InteropCase {
  let name = "unimplemented_service"
  let purpose = "the status of unknown services"

  func run(against server: ServerUnderTest) async throws {
    let status = try await failure(of: "the call") {
      _ = try await InteropWire.UnimplementedServiceClient(server.client).unimplementedCall(.init())
    }
    try expect("the status code", status.code, is: .unimplemented)
  }
}
