public import Domain
import Features
public import Messages
import Pipeline
public import RPC
import Translation

/// Answers `bandstand.v1.Candidates`.
public struct CandidatesServer: Wire.CandidatesServing {
  private let shelves: Shelves
  private let snapshot: @Sendable () -> CandidatesSnapshot

  /// A server of these shelves.
  ///
  /// - Parameter snapshot: The newest catalog and models; asked once a call.
  public init(shelves: Shelves, snapshot: @escaping @Sendable () -> CandidatesSnapshot) {
    self.shelves = shelves
    self.snapshot = snapshot
  }

  /// Gathers the candidates of every shelf asked for.
  ///
  /// - Throws: INVALID_ARGUMENT for a profile that cannot be read, an unknown shelf or a number out of range.
  public func generate(
    _ request: Wire.GenerateRequest, context: ServerContext
  ) async throws -> Wire.GenerateResponse {
    let profile: Profile
    do throws(ProfileError) {
      profile = try Profile(decoding: request.profile.span)
    } catch {
      throw RPCStatus(.invalidArgument, "profile: \(error)")
    }
    let queries = try request.shelves.map(query)
    let snapshot = snapshot()
    let made = CandidateGenerator(snapshot: snapshot)
      .generate(queries, profile: profile, moment: Moment(milliseconds: request.momentMilliseconds))
    return Wire.GenerateResponse(
      shelves: made.map(Wire.ShelfCandidates.init),
      models: snapshot.versions.map { Wire.ModelVersion(model: $0.model, version: $0.version) },
      catalogVersion: snapshot.catalog.version,
      degradations: made.flatMap(Self.degradations))
  }

  private func query(_ query: Wire.ShelfQuery) throws -> (definition: ShelfDefinition, candidatesMax: Int) {
    guard let definition = shelves[query.shelf] else {
      throw RPCStatus(
        .invalidArgument,
        "shelf \"\(query.shelf)\" is not configured: use one of \(shelves.names)")
    }
    guard query.candidatesMax <= ShelfDefinition.candidatesLimit else {
      throw RPCStatus(
        .invalidArgument,
        "shelf \"\(query.shelf)\": candidates_max is \(query.candidatesMax), "
          + "but must be at most \(ShelfDefinition.candidatesLimit)")
    }
    return (definition, query.candidatesMax == 0 ? definition.candidatesMax : Int(query.candidatesMax))
  }

  private static func degradations(_ shelf: ShelfCandidates) -> [Wire.Degradation] {
    shelf.result.reports.compactMap { report in
      guard let reason = report.unavailable else { return nil }
      return Wire.Degradation(
        service: "candidates", shelf: shelf.shelf, reason: "source \(report.source): \(reason)",
        fallback: "the shelf's other sources")
    }
  }
}

extension Wire.ShelfCandidates {
  init(_ shelf: ShelfCandidates) {
    self.init(
      shelf: shelf.shelf,
      candidates: shelf.result.candidates.map(Wire.Candidate.init),
      reports: shelf.result.reports.map(Wire.SourceReport.init))
  }
}

extension Wire.SourceReport {
  init(_ report: Pipeline.SourceReport) {
    self.init(
      source: report.source, offered: UInt32(report.offered), kept: UInt32(report.kept),
      removed: report.removed.map { Wire.FilterReport(filter: $0.filter, removed: UInt32($0.count)) })
  }
}
