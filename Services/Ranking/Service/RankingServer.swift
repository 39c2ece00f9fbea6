public import Domain
public import Features
public import Hosting
public import Messages
public import RPC
import Translation

/// Answers `bandstand.v1.Ranking`.
public struct RankingServer: Wire.RankingServing {
  private let shelves: Shelves
  private let featureSet: FeatureSet
  private let work: WorkPool
  private let snapshot: @Sendable () -> RankingSnapshot

  /// A server of these shelves.
  ///
  /// - Parameters:
  ///   - work: Where pages of many candidates are computed.
  ///   - snapshot: The newest catalog and models; asked once a call.
  public init(
    shelves: Shelves, featureSet: FeatureSet = .standard, work: WorkPool = .process,
    snapshot: @escaping @Sendable () -> RankingSnapshot
  ) {
    self.shelves = shelves
    self.featureSet = featureSet
    self.work = work
    self.snapshot = snapshot
  }

  /// Orders each shelf's candidates by its model and policy.
  ///
  /// - Throws: FAILED_PRECONDITION for another feature set than this process computes; INVALID_ARGUMENT for what cannot be
  ///   read, an unknown shelf or a number out of range; RESOURCE_EXHAUSTED when too many calls wait for a processor.
  public func rank(_ request: Wire.RankRequest, context: ServerContext) async throws -> Wire.RankResponse {
    let candidates = request.shelves.reduce(0) { $0 + $1.candidates.count }
    if candidates <= Self.candidatesInPlaceMax { return try rank(request) }
    return try await work.run(for: context) { try rank(request) }
  }

  /// Up to how many candidates are ranked on the connection's event loop: about 50 µs, as a hop to another thread and back costs.
  private static let candidatesInPlaceMax = 64

  private func rank(_ request: Wire.RankRequest) throws -> Wire.RankResponse {
    try checkFingerprint(request.featureSetFingerprint)
    try checkShelves(request.shelves.map(\.shelf))
    try Self.checkPage(request.page)
    let isGreedy = try Self.isGreedy(request.order)
    let (profile, moment) = try Self.listener(of: request)
    let ranker = ShelfRanker(
      snapshot: snapshot(), featureSet: featureSet, profile: profile, moment: moment, page: request.page,
      isGreedy: isGreedy)
    var response = Wire.RankResponse(featureSetFingerprint: featureSet.fingerprint)
    for shelf in request.shelves {
      let definition = try definition(of: shelf)
      let candidates = try candidates(of: shelf)
      let ranked = try ranker.rank(definition, candidates: candidates, cardsMax: Int(shelf.cardsMax))
      if let model = definition.model, ranked.model.version == 0 {
        response.degradations.append(
          Wire.Degradation(
            service: "ranking", shelf: shelf.shelf, reason: "no version of \(model) is live",
            fallback: "the order of stage 1", code: DegradationCode.noModel.rawValue))
      }
      response.shelves.append(Wire.ServedShelf(ranked))
    }
    return response
  }

  /// Describes the feature set this process computes.
  public func getFeatureSet(
    _ request: Wire.GetFeatureSetRequest, context: ServerContext
  ) async throws -> Wire.GetFeatureSetResponse {
    Wire.GetFeatureSetResponse(
      fingerprint: featureSet.fingerprint,
      features: featureSet.definitions.map { feature in
        Wire.FeatureDescription(
          name: feature.name, meaning: feature.meaning, unit: feature.unit,
          lowerBound: Double(feature.bounds.lowerBound), upperBound: Double(feature.bounds.upperBound),
          missingRule: feature.missingRule ?? "")
      })
  }

  /// The page's identifier seeds the policy: pages without one would all be ordered alike.
  private static func checkPage(_ page: String) throws(RPCStatus) {
    let limit = 128
    guard (1...limit).contains(page.utf8.count), MessageText.cleaned(page) == page else {
      throw RPCStatus(
        .invalidArgument,
        "page has \(page.utf8.count) bytes, but must have 1 to \(limit) without control characters")
    }
  }

  private static func isGreedy(_ order: Wire.RankOrder) throws(RPCStatus) -> Bool {
    switch order {
    case .policy: false
    case .greedy: true
    case .unrecognized(let number):
      throw RPCStatus(
        .invalidArgument, "order is \(number), but must be 0 (RANK_ORDER_POLICY) or 1 (RANK_ORDER_GREEDY)")
    }
  }

  private func checkFingerprint(_ fingerprint: String) throws(RPCStatus) {
    guard fingerprint.isEmpty || fingerprint == featureSet.fingerprint else {
      throw RPCStatus(
        .failedPrecondition,
        "the request's feature set is \(MessageText.excerpt(fingerprint)), this server's is \(featureSet.fingerprint): "
          + "run the same release on both sides")
    }
  }

  /// A shelf that stood twice would be picked twice with the same chance, and only one of the picks be shown.
  private func checkShelves(_ names: [String]) throws(RPCStatus) {
    var seen = Set<String>()
    for name in names where !seen.insert(name).inserted {
      throw RPCStatus(
        .invalidArgument, "shelf \"\(MessageText.excerpt(name))\" stands twice among the shelves: send each once")
    }
  }

  private static func listener(of request: Wire.RankRequest) throws(RPCStatus) -> (profile: Profile, moment: Moment) {
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

  private func definition(of shelf: Wire.ShelfToRank) throws(RPCStatus) -> ShelfDefinition {
    guard let definition = shelves[shelf.shelf] else {
      throw RPCStatus(
        .invalidArgument, "shelf \"\(MessageText.excerpt(shelf.shelf))\" is not configured: use one of \(shelves.names)"
      )
    }
    guard (1...ShelfDefinition.cardsLimit).contains(Int(shelf.cardsMax)) else {
      throw RPCStatus(
        .invalidArgument,
        "shelf \"\(MessageText.excerpt(shelf.shelf))\": cards_max is \(shelf.cardsMax), "
          + "but must be from 1 to \(ShelfDefinition.cardsLimit)")
    }
    guard shelf.candidates.count <= ShelfDefinition.candidatesLimit else {
      throw RPCStatus(
        .invalidArgument,
        "shelf \"\(MessageText.excerpt(shelf.shelf))\": \(shelf.candidates.count) candidates, "
          + "but at most \(ShelfDefinition.candidatesLimit) are taken")
    }
    return definition
  }

  /// The shelf's candidates, each once: an item that stood twice would make every logged chance wrong.
  private func candidates(of shelf: Wire.ShelfToRank) throws(RPCStatus) -> [Candidate] {
    let candidates: [Candidate]
    do throws(TranslationError) {
      candidates = try Candidate.list(shelf.candidates)
    } catch {
      throw RPCStatus(.invalidArgument, "shelf \"\(MessageText.excerpt(shelf.shelf))\": \(error)")
    }
    var seen = Set<ItemIdentifier>()
    if let twice = candidates.first(where: { !seen.insert($0.item).inserted }) {
      throw RPCStatus(
        .invalidArgument,
        "shelf \"\(MessageText.excerpt(shelf.shelf))\": \(twice.item) stands twice among the candidates: send each once"
      )
    }
    return candidates
  }
}
