/// Asks each server, over each connection's first one, whether it serves (gRPC's health checking protocol, `Watch`), and
/// gives calls only to those that say so. A server without that service counts as healthy (gRFC A17).
public struct HealthCheckOptions: Sendable {
  /// The name asked for; empty for the whole server.
  public var service: String

  /// Asks for `service`.
  public init(service: String = "") { self.service = service }
}
