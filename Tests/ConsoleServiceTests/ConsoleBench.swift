import Features
import Intake
import Logging
import Messages
import NIOPosix
import RPC
import Storage
import ValidationService

@testable import ConsoleService

/// The console's pages over a real validation service, with what a test has put into its stores.
struct ConsoleBench: Sendable {
  let stores: Stores
  let site: Site
  /// The moment of everything here.
  static let moment = Moment(seconds: 1_770_000_000)
  static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// Runs `body` with pages over a validation service on loopback, and ends it.
  static func running(_ body: (ConsoleBench) async throws -> Void) async throws {
    let stores = try await Stores.open(objects: "memory:", database: "memory:")
    var router = RPCRouter()
    ValidationServer(
      objects: stores.objects, store: stores.database, limits: CheckLimits(), now: { moment }, logger: logger
    ).register(in: &router)
    let group = MultiThreadedEventLoopGroup.singleton
    let server = RPCServer(router: router, host: "127.0.0.1", port: 0, group: group, logger: logger)
    let client = RPCClient(host: "127.0.0.1", port: try await server.start(), group: group, logger: logger)
    let result: Result<Void, any Error>
    do {
      let target = RPCTarget(host: "127.0.0.1", port: 8004)
      let site = try Site(validation: ValidationSource(target, Wire.ValidationClient(client), logger: logger))
      result = .success(try await body(ConsoleBench(stores: stores, site: site)))
    } catch {
      result = .failure(error)
    }
    await client.close()
    await server.shutdownGracefully(within: .zero)
    try result.get()
  }

  /// Puts lines into the quarantine: those of a reason, from the first line on.
  func keepAside(
    _ reason: QuarantineReason, count: Int, source: String = "events.jsonl", message: String = "what is wrong",
    excerpt: String = ""
  ) async throws {
    let writer = QuarantineWriter(objects: stores.objects, writer: LogWriterName(fixed: reason.rawValue))
    for line in 0..<count {
      try await writer.append(
        Rejection(reason, field: "field", message), excerpt: excerpt, source: source, line: line + 1,
        received: Self.moment)
    }
    try await writer.flush()
  }

  /// The text of a page that must be there.
  func text(_ path: String, _ query: [String: String] = [:], status: Int = 200) async -> String {
    let page = await site.page(at: path, PageQuery(query))
    return page.status == status ? page.body : "\(page.status): \(page.body)"
  }
}
