public import Domain
import Features
public import Hosting
public import Messages
import Pipeline
public import RPC
import Translation

/// Answers `bandstand.v1.Candidates`.
public struct CandidatesServer: Wire.CandidatesServing {
  private let shelves: Shelves
  private let work: WorkPool
  private let snapshot: @Sendable () -> CandidatesSnapshot

  /// A server of these shelves.
  ///
  /// - Parameters:
  ///   - work: Where candidates are gathered when items have to be scanned for them.
  ///   - snapshot: The newest catalog and models; asked once a call.
  public init(
    shelves: Shelves, work: WorkPool = .process, snapshot: @escaping @Sendable () -> CandidatesSnapshot
  ) {
    self.shelves = shelves
    self.work = work
    self.snapshot = snapshot
  }

  /// Gathers the candidates of every shelf asked for.
  ///
  /// - Throws: INVALID_ARGUMENT for a profile that cannot be read, an unknown shelf or a number out of range;
  ///   RESOURCE_EXHAUSTED when too many calls wait for a processor.
  public func generate(
    _ request: Wire.GenerateRequest, context: ServerContext
  ) async throws -> Wire.GenerateResponse {
    let (profile, moment) = try Self.listener(of: request)
    try checkShelves(request.shelves.map(\.shelf))
    let queries = try request.shelves.map(query)
    let snapshot = snapshot()
    let generator = CandidateGenerator(snapshot: snapshot)
    // Without models there is nothing to scan, and a hop to another thread costs more than the rest.
    let made =
      snapshot.factors == nil && snapshot.popularity == nil
      ? generator.generate(queries, profile: profile, moment: moment)
      : try await work.run(for: context) { generator.generate(queries, profile: profile, moment: moment) }
    return Wire.GenerateResponse(
      shelves: made.map(Wire.ShelfCandidates.init),
      models: snapshot.versions.map { Wire.ModelVersion(model: $0.model, version: $0.version) },
      catalogVersion: snapshot.catalog.version,
      degradations: made.flatMap(Self.degradations))
  }

  private static func listener(
    of request: Wire.GenerateRequest
  ) throws(RPCStatus) -> (profile: Profile, moment: Moment) {
    let moment: Moment
    do throws(TranslationError) {
      moment = try Moment(wire: request.momentMilliseconds)
    } catch {
      throw RPCStatus(.invalidArgument, "\(error)")
    }
    do throws(ProfileError) {
      return (try Profile(decoding: request.profile.span), moment)
    } catch {
      throw RPCStatus(.invalidArgument, "profile: \(error)")
    }
  }

  /// Each shelf once: what a call costs is bounded by the configuration.
  private func checkShelves(_ names: [String]) throws(RPCStatus) {
    var seen = Set<String>()
    for name in names where !seen.insert(name).inserted {
      throw RPCStatus(
        .invalidArgument, "shelf \"\(MessageText.excerpt(name))\" stands twice among the shelves: ask for each once")
    }
  }

  private func query(_ query: Wire.ShelfQuery) throws -> (definition: ShelfDefinition, candidatesMax: Int) {
    guard let definition = shelves[query.shelf] else {
      throw RPCStatus(
        .invalidArgument,
        "shelf \"\(MessageText.excerpt(query.shelf))\" is not configured: use one of \(shelves.names)")
    }
    guard query.candidatesMax <= ShelfDefinition.candidatesLimit else {
      throw RPCStatus(
        .invalidArgument,
        "shelf \"\(MessageText.excerpt(query.shelf))\": candidates_max is \(query.candidatesMax), "
          + "but must be at most \(ShelfDefinition.candidatesLimit)")
    }
    return (definition, query.candidatesMax == 0 ? definition.candidatesMax : Int(query.candidatesMax))
  }

  private static func degradations(_ shelf: ShelfCandidates) -> [Wire.Degradation] {
    shelf.result.reports.compactMap { report in
      guard let reason = report.unavailable else { return nil }
      return Wire.Degradation(
        service: "candidates", shelf: shelf.shelf, reason: "source \(report.source): \(reason)",
        fallback: "the shelf's other sources", code: DegradationCode.noModel.rawValue)
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
