public import Domain
import Features
import Storage
public import TrainingService

/// The gate's trials of one seed: faults that must be refused and honest runs that must ship.
public struct TrialSuite: Sendable {
  /// The seed.
  public let seed: Int
  /// The shelf.
  public let shelf: ShelfDefinition
  /// The settings of the training service.
  public var settings = TrainingSettings()
  /// How many listeners the world has.
  public var listeners = 400
  /// How many weeks of pages.
  public var weeks = 8
  /// Whether faults are tried without a live model, with one, or both.
  public var liveChoices = [false, true]

  /// The trials of a seed.
  public init(seed: Int, shelf: ShelfDefinition) {
    self.seed = seed
    self.shelf = shelf
  }

  /// One trial and what became of it.
  public struct Trial: Sendable {
    /// What was tried.
    public var name: String
    /// The seed.
    public var seed: Int
    /// The shelf.
    public var shelf: String
    /// Whether a model was live, and its dataset a reference.
    public var wasLive: Bool
    /// Whether it went as it must.
    public var isRight: Bool
    /// Whether the first reason was the right one; true where nothing was to be refused.
    public var isReasonRight: Bool
    /// What the training service said.
    public var message: String
    /// The figures of the evaluation.
    public var figures: [String: Double] = [:]
  }

  /// The share of the pages that the live model learned from.
  static let liveShare = 0.5
  /// The share of the pages that the live model of the retraining learned from.
  static let smallShare = 0.1

  /// Does these faults' trials, then the honest ones.
  public func run(_ faults: [TrialFault] = TrialFault.allCases, honest: Bool = true) async throws -> [Trial] {
    let world = try TrialWorld(seed: UInt64(seed), shelf: shelf, listeners: listeners, weeks: weeks)
    var trials: [Trial] = []
    for wasLive in liveChoices {
      for fault in faults { trials.append(try await refusal(of: fault, in: world, wasLive: wasLive)) }
    }
    if honest {
      trials.append(try await first(in: world))
      trials += try await retraining(in: world)
    }
    return trials
  }

  private func refusal(of fault: TrialFault, in world: TrialWorld, wasLive: Bool) async throws -> Trial {
    let faulty = fault.applied(to: world, seed: seed)
    let settings = settings
    let outcome = try await TrialServices.run(world, settings: settings) { services in
      if wasLive {
        let first = try await services.train(
          world.oldest(Self.liveShare), at: world.moment(after: Self.liveShare))
        guard first.isLive else { return first }
      }
      return try await services.train(faulty, at: world.end)
    }
    let isRefused = outcome.state == "refused"
    let first = String(outcome.message.prefix { $0 != ";" })
    return trial(
      fault.rawValue, wasLive, isRight: isRefused,
      isReasonRight: isRefused && fault.reasons(seed: seed).contains { first.contains($0) }, outcome)
  }

  /// The first honest model of a fresh system ships.
  public func first() async throws -> Trial {
    try await first(in: try TrialWorld(seed: UInt64(seed), shelf: shelf, listeners: listeners, weeks: weeks))
  }

  private func first(in world: TrialWorld) async throws -> Trial {
    let outcome = try await TrialServices.run(world, settings: settings) { try await $0.train(world, at: world.end) }
    return trial("first honest model", false, isRight: outcome.isLive, outcome)
  }

  /// A model of few pages is live: one of all pages ships when it is better by what the slates can show; the same with a few
  /// rows more does not.
  private func retraining(in world: TrialWorld) async throws -> [Trial] {
    var lenient = settings
    lenient.rankingGate = .anything
    let small = world.oldest(Self.smallShare)
    let before = world.withoutNewest(2)
    let stores = try await Stores.open(objects: "memory:", database: "memory:")
    let fresh = try await Stores.open(objects: "memory:", database: "memory:")
    _ = try await TrialServices.run(world.withoutThresholds, settings: lenient, stores: stores) {
      try await $0.train(small, at: world.moment(after: Self.smallShare))
    }
    // What the candidate truly gains is seen where it ships whatever it is.
    _ = try await TrialServices.run(world.withoutThresholds, settings: lenient, stores: fresh) {
      try await $0.train(before, at: world.end)
    }
    let gain = try await TrueGain(world: world).ndcg(of: fresh, over: stores)
    let outcomes = try await TrialServices.run(world, settings: settings, stores: stores) { services in
      [try await services.train(before, at: world.end), try await services.train(world, at: world.end)]
    }
    var retrained = trial("honest retraining", true, isRight: outcomes[0].isLive, outcomes[0])
    retrained.figures["true gain over live"] = gain
    let detectable = retrained.figures["detectable gain over live"] ?? .infinity
    // What is not better by as much may stay away: that is no fault of the gate.
    if gain < detectable { retrained.name = "retraining too little better to show" }
    return [retrained, trial("16 rows more", true, isRight: !outcomes[1].isLive || !outcomes[0].isLive, outcomes[1])]
  }

  private func trial(
    _ name: String, _ wasLive: Bool, isRight: Bool, isReasonRight: Bool = true, _ outcome: TrialServices.Outcome
  ) -> Trial {
    Trial(
      name: name, seed: seed, shelf: shelf.shelf, wasLive: wasLive, isRight: isRight, isReasonRight: isReasonRight,
      message: "\(outcome.step) \(outcome.state): \(outcome.message)", figures: outcome.figures)
  }
}

extension RankingGateLimits {
  /// A gate that lets everything through.
  fileprivate static var anything: RankingGateLimits {
    var limits = RankingGateLimits()
    (limits.slatesMin, limits.listenersMin, limits.detectableGainMax) = (1, 2, 1)
    limits.calibrationErrorMax = 10
    return limits
  }
}

extension TrialWorld {
  /// The world with a shelf that asks for nothing.
  fileprivate var withoutThresholds: TrialWorld {
    var world = self
    world.shelf.gate?.withinSlateAreaUnderCurveMin = 0
    world.shelf.gate?.gainOverPopularityMin = -1
    world.shelf.gate?.impressionsMin = 0
    return world
  }
}
