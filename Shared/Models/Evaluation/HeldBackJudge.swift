import Features
import Statistics

/// Ranks all items for each listener and compares the first ten with what was held back.
struct HeldBackJudge {
  private static let listLength = 10
  private let training: SparseMatrix
  private let known: [Set<Int>]
  private let heldBack: [[Int]]

  init(split: InteractionSplit, part: CandidateEvaluation.Part) {
    training = split.training.plays
    heldBack = part == .test ? split.test : split.validation
    var known: [Set<Int>] = []
    for row in 0..<training.rowCount {
      var items = Set(training.columns[training.range(ofRow: row)].map { Int($0) })
      if part == .test { items.formUnion(split.validation[row]) }
      known.append(items)
    }
    self.known = known
  }

  /// The first items for a listener (by row), given the items to leave out.
  typealias Ranking = (_ listener: Int, _ excluded: Set<Int>) -> [Int]

  struct Verdict {
    var recalls: [Double] = []
    var gains: [Double] = []

    var quality: CandidateEvaluation.Quality {
      let count = Double(max(1, recalls.count))
      return CandidateEvaluation.Quality(
        recallAt10: recalls.reduce(0, +) / count, ndcgAt10: gains.reduce(0, +) / count)
    }
  }

  /// Recall and gain of each listener with something held back.
  func judge(_ ranking: Ranking) -> Verdict {
    var verdict = Verdict()
    for listener in heldBack.indices where !heldBack[listener].isEmpty {
      let relevant = Set(heldBack[listener])
      let relevance = ranking(listener, known[listener]).map { relevant.contains($0) }
      let recall = RankingMetrics.recall(at: Self.listLength, relevance: relevance, relevantCount: relevant.count)
      let gain = RankingMetrics.ndcg(at: Self.listLength, relevance: relevance, relevantCount: relevant.count)
      verdict.recalls.append(recall ?? 0)
      verdict.gains.append(gain ?? 0)
    }
    return verdict
  }

  /// The items most listeners played, ties by item.
  func byPopularity() -> Ranking {
    var listeners = [Int](repeating: 0, count: training.columnCount)
    for column in training.columns { listeners[Int(column)] += 1 }
    let order = listeners.indices.sorted { (-listeners[$0], $0) < (-listeners[$1], $1) }
    return { _, excluded in Array(order.lazy.filter { !excluded.contains($0) }.prefix(Self.listLength)) }
  }

  /// The items nearest to the listener folded in from their training plays, exactly as at serving.
  func byFactors(of model: FactorModel) -> Ranking {
    { listener, excluded in
      let heard = training.range(ofRow: listener).map { position in
        (row: Int(training.columns[position]), plays: training.values[position])
      }
      guard let factors = model.foldIn(rows: heard) else { return [] }
      let left = Set(excluded.map { model.items[$0] })
      let best = model.top(Self.listLength, kinds: Set(ItemKind.allCases), for: factors, excluding: left)
      return best.compactMap { model.index(of: $0.item) }
    }
  }
}
