import Domain
import Features
import Logging
import Messages
import RPC
import Translation

/// Stage 2 as home sees it: asks `ranking`, and keeps the order of stage 1 when there is no answer.
struct RankingStage: Sendable {
  /// The service.
  let client: Wire.RankingClient
  /// How long to wait for it at most.
  let timeout: Duration
  /// The feature set that this release computes.
  let fingerprint: String
  /// Told why there was no answer.
  let logger: Logger

  /// The shelves as they are to be shown and logged, in their order.
  func rank(
    _ shelves: [PageShelf], page: String, snapshot: [UInt8], moment: Moment, cardsMax: (ShelfDefinition) -> Int,
    budget: PageBudget, notes: inout PageNotes
  ) async -> [ServedShelf] {
    let request = Wire.RankRequest(
      profile: snapshot, momentMilliseconds: moment.milliseconds, page: page, featureSetFingerprint: fingerprint,
      shelves: shelves.map { shelf in
        Wire.ShelfToRank(
          shelf: shelf.definition.shelf, candidates: shelf.candidates.map(Wire.Candidate.init),
          cardsMax: UInt32(cardsMax(shelf.definition)))
      })
    do {
      // Asking twice does no harm: the answer to a page is the same each time.
      let options = CallOptions(timeout: budget.timeout(atMost: timeout), isIdempotent: true)
      let response = try await client.rank(request, options: options)
      notes.add(response.degradations)
      return try ServedShelf.list(response.shelves)
    } catch {
      notes.note(service: "ranking", error, fallback: "the order of stage 1", logger: logger)
      return shelves.map { Self.unranked($0, cardsMax: cardsMax($0.definition)) }
    }
  }

  /// The shelf in the order of stage 1: nothing left to chance, nothing to learn from.
  private static func unranked(_ shelf: PageShelf, cardsMax: Int) -> ServedShelf {
    ServedShelf(
      shelf: shelf.definition.shelf, model: ModelVersion(model: shelf.definition.model ?? "", version: 0),
      policy: shelf.definition.model == nil ? "fixed" : "fallback",
      cards: shelf.definition.inOrderOfSources(shelf.candidates).prefix(cardsMax).map { candidate in
        ServedCard(candidate: candidate, score: 0, propensity: 1, features: nil)
      })
  }
}
