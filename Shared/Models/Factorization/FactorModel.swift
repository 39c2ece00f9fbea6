public import Features

/// Items as points such that a listener's products with them say what they are likely to play.
///
/// Holds no listener: one is folded in from what they heard, exactly as training would have solved them. Immutable. Four
/// bytes a factor and item, and twelve more an item.
public struct FactorModel: Sendable {
  /// The items it knows, rising, so that the items of one kind stand together.
  public let items: [ItemIdentifier]
  /// How it was fitted.
  public let settings: FactorizationSettings
  /// A row for each item, in the basis where the factors are uncorrelated; finite.
  let factors: [Float]
  private let norms: [Float]
  private let spectrum: [Double]

  /// A model of factors that are already in their diagonal basis (``FactorMatrix/diagonalize()``).
  init(items: [ItemIdentifier], factors: [Float], settings: FactorizationSettings) {
    let factorCount = settings.factorCount
    precondition(factors.count == items.count * factorCount, "a row of factors for each item")
    var norms: [Float] = []
    norms.reserveCapacity(items.count)
    var spectrum = [Double](repeating: 0, count: factorCount)
    for row in items.indices {
      var squares: Float = 0
      for factor in 0..<factorCount {
        let value = factors[row * factorCount + factor]
        squares += value * value
        spectrum[factor] += Double(value) * Double(value)
      }
      norms.append(squares.squareRoot())
    }
    self.items = items
    self.settings = settings
    self.factors = factors
    self.norms = norms
    self.spectrum = spectrum
  }

  /// Where an item stands in ``items``; nil when the model does not know it. Logarithmic.
  public func index(of item: ItemIdentifier) -> Int? {
    let place = items.partitioningIndex { $0 >= item }
    return place < items.count && items[place] == item ? place : nil
  }

  /// A listener's factors from what they played, solved as in training; nil when the model knows none of it.
  ///
  /// The order does not matter; counts of one item add up; items unknown to the model and plays that are not above 0 and
  /// finite are left out. Cheap for a profile's few hundred items: at most cubic in the factors.
  public func foldIn(_ heard: [(item: ItemIdentifier, plays: Float)]) -> ListenerFactors? {
    var known: [(row: Int, plays: Float)] = []
    for (item, plays) in heard where plays > 0 && plays.isFinite {
      if let row = index(of: item) { known.append((row, plays)) }
    }
    known.sort { $0 < $1 }
    return foldIn(rows: known)
  }

  /// The same from rows of the model in rising order; plays of the same row are added up.
  func foldIn(rows: [(row: Int, plays: Float)]) -> ListenerFactors? {
    let weights = PairWeights(settings: settings)
    var pairs: [RowSolver.Pair] = []
    var plays: Float = 0
    for (place, entry) in rows.enumerated() {
      plays += entry.plays
      if place + 1 < rows.count, rows[place + 1].row == entry.row { continue }
      pairs.append(RowSolver.Pair(row: entry.row, confidence: weights.confidence(plays: plays)))
      plays = 0
    }
    guard !pairs.isEmpty else { return nil }
    var solver = RowSolver(spectrum: spectrum, unobservedWeight: settings.unobservedWeight)
    let regularization = weights.regularization(heardCount: pairs.count, otherCount: items.count)
    guard (try? solver.solve(pairs: pairs, otherFactors: factors, regularization: regularization)) != nil else {
      return nil
    }
    let values = solver.solution.map { Float($0) }
    return values.allSatisfy(\.isFinite) ? ListenerFactors(values) : nil
  }

  /// How well a listener and an item agree: the cosine between them, -1 to 1.
  ///
  /// - Returns: Nil when the item is unknown or either has no length.
  public func affinity(of item: ItemIdentifier, for listener: ListenerFactors) -> Float? {
    guard let row = index(of: item) else { return nil }
    let length = norms[row] * listener.norm
    guard length > 0, length.isFinite else { return nil }
    let score = LinearAlgebra.product(
      factors, rows: row..<row + 1, columnCount: settings.factorCount, vector: listener.values)
    return min(1, max(-1, score[0] / length))
  }

  /// The items of some kinds that suit a listener best, by an exact scan.
  ///
  /// - Parameters:
  ///   - count: How many at most.
  ///   - kinds: The kinds wanted.
  ///   - listener: The listener's factors, from this model.
  ///   - excluded: Items to leave out.
  /// - Returns: Best first, ties by item. Linear in the number of items of those kinds.
  public func top(
    _ count: Int, kinds: Set<ItemKind>, for listener: ListenerFactors, excluding excluded: Set<ItemIdentifier> = []
  ) -> [ScoredItem] {
    precondition(listener.values.count == settings.factorCount, "factors of another model")
    var selection = TopSelection(capacity: count)
    for kind in ItemKind.allCases where kinds.contains(kind) {
      let rows = rows(of: kind)
      let scores = LinearAlgebra.product(
        factors, rows: rows, columnCount: settings.factorCount, vector: listener.values)
      for (row, score) in zip(rows, scores) where selection.mightKeep(score) && !excluded.contains(items[row]) {
        selection.offer(TopSelection.Entry(index: row, score: score))
      }
    }
    return selection.sorted().map { ScoredItem(item: items[$0.index], score: $0.score) }
  }

  private func rows(of kind: ItemKind) -> Range<Int> {
    let first = items.partitioningIndex { $0.kind.rawValue >= kind.rawValue }
    let end = items.partitioningIndex { $0.kind.rawValue > kind.rawValue }
    return first..<end
  }
}
