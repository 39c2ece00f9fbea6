import Domain
import Features
import Intake
import Masking
public import Messages
public import RPC
import Translation

/// Answers `bandstand.v1.Home`.
public struct HomeServer: Wire.HomeServing {
  private let shelves: Shelves
  private let pseudonyms: Pseudonyms
  private let pages: PageMaker
  private let events: EventIntake
  private let profiles: ProfileStore
  private let forgetter: ListenerForgetter
  private let catalog: @Sendable () -> CatalogSnapshot
  private let now: @Sendable () -> Moment

  init(
    shelves: Shelves, pseudonyms: Pseudonyms, pages: PageMaker, events: EventIntake, profiles: ProfileStore,
    forgetter: ListenerForgetter,
    catalog: @escaping @Sendable () -> CatalogSnapshot, now: @escaping @Sendable () -> Moment
  ) {
    self.shelves = shelves
    self.pseudonyms = pseudonyms
    self.pages = pages
    self.events = events
    self.profiles = profiles
    self.forgetter = forgetter
    self.catalog = catalog
    self.now = now
  }

  /// Makes a listener's Home page and logs what it showed.
  public func getHome(
    _ request: Wire.GetHomeRequest, context: ServerContext
  ) async throws -> Wire.GetHomeResponse {
    let budget = PageBudget(deadline: context.deadline)
    let request = try PageRequest(
      request, listener: try listener(request.listener, context), shelves: shelves, now: now(), budget: budget)
    do throws(PageError) {
      return try await pages.page(for: request)
    } catch {
      throw RPCStatus(.unavailable, "\(error)")
    }
  }

  /// Takes batches of events, and answers when all of them are durable.
  public func recordEvents(
    _ requests: RequestStream<Wire.RecordEventsRequest>, context: ServerContext
  ) async throws -> Wire.RecordEventsResponse {
    var report = IntakeReport()
    for try await request in requests {
      guard request.events.count <= EventIntake.batchEventsMax else {
        throw RPCStatus(
          .invalidArgument,
          "events: \(request.events.count) in one message, but at most \(EventIntake.batchEventsMax) are "
            + "taken: send more messages")
      }
      if let refusal = EventPermission(context).refusal(of: request.events) { throw refusal }
      report.add(try await take(request.events, context))
    }
    return report.response
  }

  /// Has a message's events taken.
  ///
  /// - Throws: RESOURCE_EXHAUSTED when too many events wait, which says when to come again.
  private func take(_ events: [Wire.Event], _ context: ServerContext) async throws -> IntakeReport {
    do {
      return try await self.events.take(events)
    } catch let full as GroupCommitFull {
      context.setRetryPushback(full.retryAfter)
      throw RPCStatus(
        .resourceExhausted,
        "too many events wait to be taken: send this message again later, and what came before it stays")
    }
  }

  /// The listener's profile as it stands.
  public func getProfile(
    _ request: Wire.GetProfileRequest, context: ServerContext
  ) async throws -> Wire.GetProfileResponse {
    let listener = try listener(request.listener, context)
    guard let profile = try await profiles.profile(of: listener) else {
      throw RPCStatus(.notFound, "this listener was never seen")
    }
    let catalog = catalog()
    let heard = (profile.artists + profile.collections).sorted { ($1.plays, $0.item) < ($0.plays, $1.item) }
    return Wire.GetProfileResponse(
      profile: profile.encoded(), attributes: Wire.ListenerAttributes(profile.attributes),
      mostHeard: heard.map { heard in
        Wire.HeardItem(
          item: heard.item.description, title: catalog[heard.item]?.title ?? heard.item.description,
          plays: heard.plays)
      },
      listens: UInt64(profile.listens))
  }

  /// Removes a listener from every store.
  public func forgetListener(
    _ request: Wire.ForgetListenerRequest, context: ServerContext
  ) async throws -> Wire.ForgetListenerResponse {
    try await forgetter.forget(try listener(request.listener, context))
  }

  /// The pseudonym of the account that a message names: from here on there is nothing else.
  ///
  /// - Throws: INVALID_ARGUMENT for what cannot be an account; PERMISSION_DENIED for one that the call may not be about.
  private func listener(_ account: String, _ context: ServerContext) throws(RPCStatus) -> ListenerIdentifier {
    if let refusal = context.contentPermission?.refusal(listener: account) { throw refusal }
    return pseudonyms.pseudonym(ofAccount: try ListenerIdentifier(checking: account).description)
  }
}
