import Domain
import Features
import Logging
import Messages
import NIOPosix
import RPC
import Testing
import Translation

@testable import RankingService

/// The ranking service on loopback.
struct RankingBench: Sendable {
  let ranking: Wire.RankingClient

  /// Runs a body against a service of that snapshot, and stops it.
  static func run(
    _ snapshot: RankingSnapshot = MadeRanking.snapshot(), shelves: [ShelfDefinition] = MadeRanking.shelves,
    _ body: (RankingBench) async throws -> Void
  ) async throws {
    let group = MultiThreadedEventLoopGroup.singleton
    var router = RPCRouter()
    RankingServer(shelves: try Shelves(shelves)) { snapshot }.register(in: &router)
    let server = RPCServer(router: router, host: "127.0.0.1", port: 0, group: group, logger: .silent)
    let client = RPCClient(host: "127.0.0.1", port: try await server.start(), group: group, logger: .silent)
    let result: Result<Void, any Error>
    do { result = .success(try await body(RankingBench(ranking: Wire.RankingClient(client)))) } catch {
      result = .failure(error)
    }
    await client.close()
    await server.shutdownGracefully(within: .zero)
    try result.get()
  }

  /// One shelf ranked, and what was missed on the way.
  func rank(_ request: Wire.RankRequest) async throws -> (shelf: ServedShelf, degradations: [Wire.Degradation]) {
    let response = try await ranking.rank(request)
    let shelf = try #require(response.shelves.first)
    return (try ServedShelf(shelf), response.degradations)
  }

  /// The status that a call is refused with; nil when it is answered.
  func refusal(of request: Wire.RankRequest) async throws -> RPCStatus? {
    do {
      _ = try await ranking.rank(request)
      return nil
    } catch let status as RPCStatus {
      return status
    }
  }
}

extension Logger {
  static var silent: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
