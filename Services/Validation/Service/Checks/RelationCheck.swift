import Datasets
import Glibc

/// Demands that features that follow from one another agree: a column that was changed alone contradicts the others.
struct RelationCheck: DatasetCheck {
  /// How far a value may lie from what follows, which rounding to 32 bits does not reach.
  static let tolerance: Float = 0.002

  func violations(in subject: CheckSubject) -> [Violation] {
    let dataset = subject.dataset
    guard dataset.rowCount > 0 else { return [] }
    let broken = FeatureRelation.all.compactMap { relation -> (relation: FeatureRelation, share: Double)? in
      guard let share = relation.brokenShare(in: dataset), share > relation.shareMax else { return nil }
      return (relation, share)
    }
    let brokenTexts = Set(broken.map(\.relation.text))
    let kept = FeatureRelation.all.filter { !brokenTexts.contains($0.text) && !$0.isImplied }
    return Self.culprits(of: broken.map(\.relation), kept: kept, in: subject).map { feature, relations in
      let share = broken.filter { relations.contains($0.relation.text) }.map(\.share).max() ?? 1
      return Violation(
        rule: .relation, feature: feature,
        message: """
          \(feature) contradicts what follows from it in up to \(Percent.text(share)) of rows (\(relations.joined(separator: "; "))): \
          find what wrote those vectors
          """,
        measured: share, limit: 0.01)
    }
  }

  /// The features that explain all broken relations, the one that stands in most of them first; of equal ones that which is
  /// constant, then the one that stands in the fewest relations that hold, then the one that the relation is about.
  private static func culprits(
    of broken: [FeatureRelation], kept: [FeatureRelation], in subject: CheckSubject
  ) -> [(feature: String, relations: [String])] {
    var left = broken
    var culprits: [(feature: String, relations: [String])] = []
    while let first = left.first {
      var counts: [String: Int] = [:]
      for relation in left { for name in [relation.feature] + relation.of { counts[name, default: 0] += 1 } }
      func weight(_ name: String) -> (Int, Int, Int, Int) {
        let isConstant = subject.now[name]?.isConstant ?? false
        let held = kept.count { $0.feature == name || $0.of.contains(name) }
        return (counts[name] ?? 0, isConstant ? 1 : 0, -held, left.contains { $0.feature == name } ? 1 : 0)
      }
      let culprit = counts.keys.sorted().max { weight($0) < weight($1) } ?? first.feature
      let explained = left.filter { $0.feature == culprit || $0.of.contains(culprit) }
      culprits.append((culprit, explained.map(\.text)))
      left.removeAll { $0.feature == culprit || $0.of.contains(culprit) }
    }
    return culprits
  }
}

/// One feature that follows from others of the same row.
struct FeatureRelation: Sendable {
  /// The one.
  let feature: String
  /// The others.
  let of: [String]
  /// What follows, for people.
  let text: String
  /// What follows from the others; nil when it is missing.
  let value: @Sendable ([Float?]) -> Float?
  /// Whether it follows only that the one is above 0 where something else is.
  var isImplied = false

  /// The share of rows in which it may not hold. What is implied may have faded to 0 in some.
  var shareMax: Double { isImplied ? 0.5 : 0.01 }

  /// The share of rows in which it does not hold; nil when the dataset lacks one of the features.
  func brokenShare(in dataset: RankingDataset) -> Double? {
    let columns = ([feature] + of).compactMap { name in dataset.featureNames.firstIndex(of: name) }
    guard columns.count == of.count + 1 else { return nil }
    let broken = (0..<dataset.rowCount).count { row in
      let got = dataset.value(row: row, feature: columns[0])
      let follows = value(columns.dropFirst().map { dataset.value(row: row, feature: $0) })
      if isImplied { return follows ?? 0 > 0 && got ?? 0 <= 0 }
      guard let got, let follows else { return (got == nil) != (follows == nil) }
      return abs(got - follows) > RelationCheck.tolerance
    }
    let meant =
      isImplied
      ? (0..<dataset.rowCount).count { row in
        value(columns.dropFirst().map { dataset.value(row: row, feature: $0) }) ?? 0 > 0
      } : dataset.rowCount
    return meant == 0 ? nil : Double(broken) / Double(meant)
  }

  /// Those of the standard feature set.
  static let all = equalities + implications

  private static let equalities: [FeatureRelation] =
    [
      FeatureRelation(
        feature: "pair.segmentLift", of: ["pair.segmentPopularity", "pair.popularity"],
        text: "pair.segmentLift is pair.segmentPopularity less pair.popularity", value: difference),
      FeatureRelation(
        feature: "pair.popularityByListens", of: ["pair.popularity", "listener.listens"],
        text: "pair.popularityByListens is pair.popularity over one more than listener.listens"
      ) { values in
        guard let popularity = values[0], let listens = values[1] else { return nil }
        return popularity / (1 + listens)
      },
      FeatureRelation(
        feature: "pair.affinityByPopularity", of: ["pair.factorAffinity", "pair.popularity"],
        text: "pair.affinityByPopularity is pair.factorAffinity times pair.popularity", value: product),
      FeatureRelation(
        feature: "pair.affinityWhenNew", of: ["pair.factorAffinity", "pair.heard"],
        text: "pair.affinityWhenNew is pair.factorAffinity of what was not heard"
      ) { $0[1] == 1 ? nil : $0[0] },
      FeatureRelation(
        feature: "pair.freshnessByVariety", of: ["item.freshness", "listener.variety"],
        text: "pair.freshnessByVariety is item.freshness times listener.variety", value: product),
      FeatureRelation(
        feature: "item.freshness", of: ["item.age"], text: "item.freshness halves every 30 days of item.age"
      ) { values in values[0].map { Float(exp2(-expm1(Double($0)) / (30 * 86_400))) } },
      FeatureRelation(
        feature: "pair.gapRatio", of: ["pair.sinceHeard", "pair.meanGap"],
        text: "pair.gapRatio is pair.sinceHeard less pair.meanGap", value: difference),
      FeatureRelation(
        feature: "pair.artist.gapRatio", of: ["pair.artist.sinceHeard", "pair.artist.meanGap"],
        text: "pair.artist.gapRatio is pair.artist.sinceHeard less pair.artist.meanGap", value: difference),
      FeatureRelation(
        feature: "pair.partialShare", of: ["pair.fullShare", "pair.skippedShare"],
        text: "pair.fullShare, pair.partialShare and pair.skippedShare are all of the listens"
      ) { values in
        guard let full = values[0], let skipped = values[1] else { return nil }
        return 1 - full - skipped
      },
    ]

  private static let implications: [FeatureRelation] =
    implied(["listener.activeDays", "listener.decayedListens", "listener.variety"], by: "listener.listens") { $0[0] }
    + implied(
      ["pair.plays", "pair.decayedListens", "pair.activeDays", "pair.listensPerDay"], by: "pair.sinceHeard", value: one)
    + implied(
      ["pair.artist.plays", "pair.artist.decayedListens", "pair.artist.heard"], by: "pair.artist.sinceHeard", value: one
    )

  private static func implied(
    _ features: [String], by cause: String, value: @escaping @Sendable ([Float?]) -> Float?
  ) -> [FeatureRelation] {
    features.map { feature in
      FeatureRelation(
        feature: feature, of: [cause], text: "\(feature) is above 0 where \(cause) is there", value: value,
        isImplied: true)
    }
  }

  /// 1 where there is a value.
  private static let one: @Sendable ([Float?]) -> Float? = { values in values[0].map { _ in 1 } }

  private static let difference: @Sendable ([Float?]) -> Float? = { values in
    guard let left = values[0], let right = values[1] else { return nil }
    return left - right
  }

  private static let product: @Sendable ([Float?]) -> Float? = { values in
    guard let left = values[0], let right = values[1] else { return nil }
    return left * right
  }
}
