import Domain
import Features
import Logging
import Messages
import RPC
import Translation

/// Stage 1 as home sees it: asks `candidates`, and does with less when there is no answer.
struct CandidateStage: Sendable {
  /// The service.
  let client: Wire.CandidatesClient
  /// How long to wait for it at most.
  let timeout: Duration
  /// Told why there was no answer.
  let logger: Logger

  /// Candidates of every shelf, in the order of the shelves.
  func candidates(
    for shelves: [ShelfDefinition], profile: Profile, snapshot: [UInt8], moment: Moment, catalog: CatalogSnapshot,
    budget: PageBudget, notes: inout PageNotes
  ) async -> [PageShelf] {
    let request = Wire.GenerateRequest(
      profile: snapshot, momentMilliseconds: moment.milliseconds,
      shelves: shelves.map { Wire.ShelfQuery(shelf: $0.shelf) })
    do {
      // Asking twice does no harm: candidates are computed from what is sent.
      let options = CallOptions(timeout: budget.timeout(atMost: timeout), isIdempotent: true)
      let response = try await client.generate(request, options: options)
      let answered = try Dictionary(
        response.shelves.map { shelf in (shelf.shelf, try Candidate.list(shelf.candidates)) },
        uniquingKeysWith: { first, _ in first })
      notes.add(response.degradations)
      return shelves.map { PageShelf(definition: $0, candidates: answered[$0.shelf] ?? []) }
    } catch {
      notes.note(
        service: "candidates", error, fallback: "what was heard lately, and the editors' picks", logger: logger)
      return shelves.map { shelf in
        PageShelf(
          definition: shelf,
          candidates: FallbackCandidates.candidates(for: shelf, profile: profile, catalog: catalog))
      }
    }
  }
}
