import Messages
import RPC

/// gRPC's health protocol over a registry: `grpc.health.v1.Health`.
struct HealthService: HealthWire.HealthServing {
  let registry: HealthRegistry

  func check(
    _ request: HealthWire.HealthCheckRequest, context: ServerContext
  ) async throws -> HealthWire.HealthCheckResponse {
    guard let status = registry.status(of: request.service) else {
      throw RPCStatus(.notFound, "no service of that name is here; an empty name asks about the whole process")
    }
    return HealthWire.HealthCheckResponse(status: Self.wire(status))
  }

  /// Never NOT_FOUND: the protocol asks for SERVICE_UNKNOWN and a stream that stays open.
  func watch(
    _ request: HealthWire.HealthCheckRequest, context: ServerContext,
    responses: ResponseWriter<HealthWire.HealthCheckResponse>
  ) async throws {
    guard let changes = registry.changes(of: request.service) else {
      throw RPCStatus(.resourceExhausted, "\(HealthRegistry.watchersMax) watch this process already; ask Check instead")
    }
    for await status in changes {
      try await responses.write(HealthWire.HealthCheckResponse(status: Self.wire(status)))
    }
  }

  private static func wire(_ status: HealthRegistry.Status?) -> HealthWire.HealthCheckResponse.ServingStatus {
    switch status {
    case .serving: .serving
    case .notServing: .notServing
    case nil: .serviceUnknown
    }
  }
}
