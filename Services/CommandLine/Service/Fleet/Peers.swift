import Hosting
import Logging
import Messages
import NIOCore
import NIOPosix
import RPC

/// Clients of all services. Nothing is connected until a call is made.
struct Peers: Sendable {
  let home: Wire.HomeClient
  let candidates: Wire.CandidatesClient
  let ranking: Wire.RankingClient
  let validation: Wire.ValidationClient
  let training: Wire.TrainingClient
  private let clients: [RPCClient]

  init(
    home: RPCTarget, candidates: RPCTarget, ranking: RPCTarget, validation: RPCTarget, training: RPCTarget,
    options: RPCClientOptions = RPCClientOptions()
  ) {
    let clients = [home, candidates, ranking, validation, training].map { target in
      RPCClient(
        target: target, options: options, group: MultiThreadedEventLoopGroup.singleton, logger: Self.logger)
    }
    self.clients = clients
    self.home = Wire.HomeClient(clients[0])
    self.candidates = Wire.CandidatesClient(clients[1])
    self.ranking = Wire.RankingClient(clients[2])
    self.validation = Wire.ValidationClient(clients[3])
    self.training = Wire.TrainingClient(clients[4])
  }

  /// Lets go of all connections.
  func close() async {
    for client in clients { await client.close() }
  }

  /// Says nothing: what goes wrong with a call is the call's own error.
  private static let logger = Logger(label: "bandstand") { _ in SwiftLogNoOpLogHandler() }
}

extension PeerOptions {
  /// Runs `body` with clients of the services, and lets go of them afterwards.
  func withPeers<Result>(_ body: (Peers) async throws -> Result) async throws -> Result {
    let peers = try await peers()
    do {
      let result = try await body(peers)
      await peers.close()
      return result
    } catch {
      await peers.close()
      throw error
    }
  }
}
