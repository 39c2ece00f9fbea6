import Domain
import Features
import Intake
import Logging
import Messages

/// Makes Home pages: profile, candidates, ranking, log.
struct PageMaker: Sendable {
  /// Where profiles stand.
  let profiles: ProfileStore
  /// Stage 1.
  let candidates: CandidateStage
  /// Stage 2.
  let ranking: RankingStage
  /// Where pages are logged.
  let log: PageLog
  /// The newest catalog.
  let catalog: @Sendable () -> CatalogSnapshot
  /// Told what callers are not.
  let logger: Logger

  /// One page. A service that is down makes it poorer and is noted.
  ///
  /// - Throws: ``PageError`` when there is nothing at all to show.
  func page(for request: PageRequest) async throws(PageError) -> Wire.GetHomeResponse {
    var notes = PageNotes()
    let catalog = catalog()
    let profile = await profile(for: request, notes: &notes)
    let snapshot = profile.encoded()
    let cardsMax = { (shelf: ShelfDefinition) in min(request.cardsMax ?? shelf.cardsMax, ShelfDefinition.cardsLimit) }

    let eligible = request.shelves.filter { Self.isEligible($0, for: profile) }
    let gathered = await candidates.candidates(
      for: eligible, profile: profile, snapshot: snapshot, moment: request.moment, catalog: catalog,
      budget: request.budget, notes: &notes)
    let distinct = Deduplication.apply(to: gathered, cardsMax: cardsMax).filter { !$0.candidates.isEmpty }
    guard !distinct.isEmpty else { throw .emptyCatalog(version: catalog.version) }

    let page = PageIdentifier.make()
    let shelves = await ranking.rank(
      distinct, page: page, snapshot: snapshot, moment: request.moment, cardsMax: cardsMax,
      budget: request.budget, notes: &notes)
    let served = ServedPage(
      page: page, listener: request.listener, moment: request.moment, profile: snapshot,
      fingerprint: ranking.fingerprint, shelves: shelves)
    if !request.isPreview { log.append(served, notes: &notes) }
    return PageView(served: served, shelves: request.shelves, catalog: catalog).response(notes: notes)
  }

  private func profile(for request: PageRequest, notes: inout PageNotes) async -> Profile {
    var profile: Profile
    do {
      profile = try await profiles.profile(of: request.listener) ?? Profile()
    } catch {
      logger.error("page without profile", metadata: ["error": "\(error)"])
      notes.note(
        service: "home", .noProfile, reason: "the listener's profile cannot be read now",
        fallback: "a page for a new listener")
      profile = Profile()
    }
    // Not an event: replay makes the same snapshot from the log and these attributes, byte for byte.
    profile.complete(with: request.attributes, at: request.moment)
    return profile
  }

  private static func isEligible(_ shelf: ShelfDefinition, for profile: Profile) -> Bool {
    guard let listensBelow = shelf.listensBelow else { return true }
    return UInt64(profile.listens) + profile.counted < UInt64(listensBelow)
  }
}
