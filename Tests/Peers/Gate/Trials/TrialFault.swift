import Domain
import Features
import Policies

/// What is wrong with a log that a model is trained on; every one has to be refused.
public enum TrialFault: String, CaseIterable, Sendable {
  /// Clicks are on other cards of their slates.
  case shuffledWithin
  /// Clicks are anywhere.
  case shuffledOver
  /// Whether the card was clicked stands in a feature.
  case labelInFeature
  /// Whether the card was clicked stands in a feature of a third of the cards.
  case labelInThird
  /// Two features whose difference is whether the card was clicked.
  case labelInDifference
  /// A feature is zero everywhere.
  case zeros
  /// Items have each other's popularity.
  case popularityPermuted
  /// Nine tenths of the pages are gone.
  case tenth
  /// Half of the pages cannot be read.
  case unreadable

  /// What the first reason must say of it: one of these.
  public func reasons(seed: Int) -> [String] {
    switch self {
    case .shuffledWithin, .shuffledOver: ["no skill", "label"]
    case .labelInFeature, .labelInThird: [Self.leaking[seed % Self.leaking.count]]
    case .labelInDifference: [Self.difference.0, Self.difference.1]
    case .zeros: [Self.zeroed[seed % Self.zeroed.count]]
    case .popularityPermuted: ["pair.popularity", "popularity"]
    case .tenth: ["too little power", "volume", "rows", "fewer", "impressions"]
    case .unreadable: ["cannot be read"]
    }
  }

  private static let leaking = ["item.length", "pair.popularity", "pair.sourcePosition", "item.age"]
  private static let difference = ("item.length", "item.age")
  private static let zeroed = ["pair.popularity", "pair.segmentPopularity", "item.length", "item.age"]

  /// The world with the fault in its pages or clicks.
  public func applied(to world: TrialWorld, seed: Int) -> TrialWorld {
    var changed = world
    var generator = SeededGenerator(seed: "fault/\(rawValue)/\(seed)")
    switch self {
    case .shuffledWithin, .shuffledOver: shuffle(&changed, using: &generator)
    case .labelInFeature: write(&changed, 1, Self.leaking[seed % Self.leaking.count], using: &generator)
    case .labelInThird: write(&changed, 1.0 / 3, Self.leaking[seed % Self.leaking.count], using: &generator)
    case .labelInDifference:
      Self.change(&changed) { values, isClicked in
        let common = Float(generator.unit()) * 4
        values[Self.difference.0] = common + (isClicked ? 0.5 : 0)
        values[Self.difference.1] = common
      }
    case .zeros:
      Self.change(&changed) { values, _ in values[Self.zeroed[seed % Self.zeroed.count]] = .some(.some(0)) }
    case .popularityPermuted: permute(&changed, using: &generator)
    case .tenth: changed.pages = changed.pages.filter { _ in generator.unit() < 0.1 }
    case .unreadable:
      for index in changed.pages.indices where generator.unit() < 0.5 { changed.pages[index].profile = [0xff, 1, 2] }
    }
    return changed
  }

  private func shuffle(_ world: inout TrialWorld, using generator: inout SeededGenerator) {
    let cards = world.pages.map { $0.shelves[0].cards.map(\.candidate.item) }
    var counts = world.pages.map { world.clicks[$0.page]?.count ?? 0 }
    if self == .shuffledOver {
      var places = cards.indices.flatMap { page in cards[page].map { _ in page } }
      generator.shuffle(&places)
      let all = counts.reduce(0, +)
      counts = counts.map { _ in 0 }
      for page in places.prefix(all) { counts[page] += 1 }
    }
    for (index, page) in world.pages.enumerated() {
      var items = cards[index]
      generator.shuffle(&items)
      world.clicks[page.page] = items.prefix(counts[index]).map { ($0, page.moment.adding(seconds: 5)) }
    }
  }

  private func write(
    _ world: inout TrialWorld, _ share: Double, _ feature: String, using generator: inout SeededGenerator
  ) {
    Self.change(&world) { values, isClicked in
      if share >= 1 || generator.unit() < share { values[feature] = isClicked ? 1 : 0 }
    }
  }

  private func permute(_ world: inout TrialWorld, using generator: inout SeededGenerator) {
    guard let column = FeatureSet.standard.index(of: "pair.popularity") else { return }
    var values = world.pages.flatMap { $0.shelves[0].cards.map { $0.features?[column] } }
    generator.shuffle(&values)
    Self.change(&world) { changed, _ in changed["pair.popularity"] = .some(values.removeLast()) }
  }

  /// Changes features of every card by name; nil within a value makes it missing.
  private static func change(
    _ world: inout TrialWorld, _ change: (_ values: inout [String: Float?], _ isClicked: Bool) -> Void
  ) {
    for index in world.pages.indices {
      let clicked = Set((world.clicks[world.pages[index].page] ?? []).map(\.item))
      for card in world.pages[index].shelves[0].cards.indices {
        var values: [String: Float?] = [:]
        change(&values, clicked.contains(world.pages[index].shelves[0].cards[card].candidate.item))
        guard let vector = world.pages[index].shelves[0].cards[card].features else { continue }
        world.pages[index].shelves[0].cards[card].features = Self.vector(vector, with: values)
      }
    }
  }

  private static func vector(_ vector: FeatureVector, with changes: [String: Float?]) -> FeatureVector {
    var (values, missing) = (vector.values, vector.missing)
    for (name, value) in changes {
      guard let column = FeatureSet.standard.index(of: name) else { preconditionFailure("no feature \(name)") }
      values[column] = value ?? 0
      let bit: UInt8 = 1 << UInt8(column % 8)
      missing[column / 8] = value == nil ? missing[column / 8] | bit : missing[column / 8] & ~bit
    }
    do { return try FeatureVector(values: values, missing: missing) } catch { preconditionFailure("\(error)") }
  }
}
