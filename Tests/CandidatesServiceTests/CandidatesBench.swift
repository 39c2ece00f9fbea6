import Domain
import Features
import Logging
import Messages
import NIOPosix
import RPC
import Testing
import Translation

@testable import CandidatesService

/// The candidates service on loopback.
struct CandidatesBench: Sendable {
  let candidates: Wire.CandidatesClient

  /// Runs a body against a service of that snapshot, and stops it.
  static func run(
    _ snapshot: CandidatesSnapshot? = nil, shelves: [ShelfDefinition] = MadeShelves.all,
    _ body: (CandidatesBench) async throws -> Void
  ) async throws {
    let group = MultiThreadedEventLoopGroup.singleton
    let snapshot = try snapshot ?? MadeCatalog.snapshot()
    var router = RPCRouter()
    CandidatesServer(shelves: try Shelves(shelves)) { snapshot }.register(in: &router)
    let server = RPCServer(router: router, host: "127.0.0.1", port: 0, group: group, logger: .silent)
    let client = RPCClient(host: "127.0.0.1", port: try await server.start(), group: group, logger: .silent)
    let result: Result<Void, any Error>
    do { result = .success(try await body(CandidatesBench(candidates: Wire.CandidatesClient(client)))) } catch {
      result = .failure(error)
    }
    await client.close()
    await server.shutdownGracefully(within: .zero)
    try result.get()
  }

  /// The candidates of one shelf, and all that was said about them.
  func generate(
    _ shelf: String, for profile: Profile = Profile(), candidatesMax: UInt32 = 0
  ) async throws -> Generated {
    let response = try await candidates.generate(
      Wire.GenerateRequest(
        profile: profile.encoded(), momentMilliseconds: MadeCatalog.moment.milliseconds,
        shelves: [Wire.ShelfQuery(shelf: shelf, candidatesMax: candidatesMax)]))
    let answer = try #require(response.shelves.first)
    #expect(answer.shelf == shelf)
    return Generated(
      candidates: try answer.candidates.map(Candidate.init), reports: answer.reports,
      degradations: response.degradations)
  }

  /// The status that a call is refused with; nil when it is answered.
  func refusal(of request: Wire.GenerateRequest) async throws -> RPCStatus? {
    do {
      _ = try await candidates.generate(request)
      return nil
    } catch let status as RPCStatus {
      return status
    }
  }
}

/// What one shelf was given.
struct Generated: Sendable {
  let candidates: [Candidate]
  let reports: [Wire.SourceReport]
  let degradations: [Wire.Degradation]

  /// The candidates' items as text, in their order.
  var items: [String] { candidates.map(\.item.description) }

  /// How many a filter took away, over all sources.
  func removed(by filter: String) -> UInt32 {
    reports.flatMap(\.removed).filter { $0.filter == filter }.reduce(0) { $0 + $1.removed }
  }
}

extension Logger {
  static var silent: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
