import CandidatesService
import Domain
import Features
import Messages
import ModelWatching
import NIOPosix
import RPC
import RankingService

/// Stage 1 and stage 2 behind home, each as its setup wants it.
struct Stages: Sendable {
  /// One stage: who answers, and home's connection to it.
  struct Peer: Sendable {
    let client: RPCClient
    fileprivate let server: RPCServer?
  }

  let candidates: Peer
  let ranking: Peer

  init(_ setup: HomeBench.Setup) async throws {
    let models = try MadeHome.models(isLive: setup.isModelLive)
    candidates = try await Self.peer(setup.candidates, paths: ["/bandstand.v1.Candidates/Generate"]) { router in
      CandidatesServer(shelves: MadeHome.shelves) {
        CandidatesSnapshot(catalog: setup.catalog, popularity: models.popularity, factors: models.factors)
      }.register(in: &router)
    }
    ranking = try await Self.peer(setup.ranking, paths: ["/bandstand.v1.Ranking/Rank"]) { router in
      RankingServer(shelves: MadeHome.shelves) {
        RankingSnapshot(
          catalog: setup.catalog, popularity: models.popularity?.model,
          popularityVersion: models.popularity?.version.version ?? 0, models: models.ranking)
      }.register(in: &router)
    }
  }

  func stop() async {
    for peer in [candidates, ranking] {
      await peer.client.close()
      await peer.server?.shutdownGracefully(within: .zero)
    }
  }

  private static func peer(
    _ stage: HomeBench.Stage, paths: [String], register: (inout RPCRouter) -> Void
  ) async throws -> Peer {
    var router = RPCRouter()
    switch stage {
    case .up: register(&router)
    case .down: break
    case .silent:
      for path in paths {
        router.unary(path) { (_: Wire.RankRequest, _) -> Wire.RankResponse in
          await Self.untilCancelled()
          throw CancellationError()
        }
      }
    case .tellingTime:
      for path in paths {
        router.unary(path) { (_: Wire.RankRequest, context) -> Wire.RankResponse in
          throw RPCStatus(.aborted, context.remaining.map { "\($0.components.seconds)" } ?? "for ever")
        }
      }
    case .refusing(let status):
      for path in paths {
        router.unary(path) { (_: Wire.RankRequest, _) -> Wire.RankResponse in throw status }
      }
    }
    let group = MultiThreadedEventLoopGroup.singleton
    guard case .down = stage else {
      let server = RPCServer(router: router, host: "127.0.0.1", port: 0, group: group, logger: .silent)
      let port = try await server.start()
      return Peer(client: RPCClient(host: "127.0.0.1", port: port, group: group, logger: .silent), server: server)
    }
    return Peer(
      client: RPCClient(host: "127.0.0.1", port: portOfNobody, group: group, logger: .silent), server: nil)
  }

  /// Where nothing listens. A port that was let go of would not do: another test's server may take it.
  private static let portOfNobody = 1

  /// Returns when the task is cancelled, and never before.
  private static func untilCancelled() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
    for await _ in stream {}
    continuation.finish()
  }
}
