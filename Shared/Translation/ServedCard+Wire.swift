public import Domain
import Features
public import Messages

extension ServedCard {
  /// A card as a message tells it.
  ///
  /// - Throws: For no candidate or a wrong one, a score that is not finite, a propensity not in (0, 1], or a wrong vector.
  public init(_ wire: Wire.ServedCard) throws(TranslationError) {
    guard wire.propensity > 0, wire.propensity <= 1 else {
      throw TranslationError("propensity", .outOfRange("\(wire.propensity)", allowed: "(0, 1]"))
    }
    var features: FeatureVector?
    if let vector = wire.features {
      do throws(TranslationError) { features = try FeatureVector(vector) } catch { throw error.within("features") }
    }
    self.init(
      candidate: try FieldCheck.message(wire.candidate, "candidate") { wire throws(TranslationError) in
        try Candidate(wire)
      },
      score: try FieldCheck.finite(wire.score, "score"), propensity: wire.propensity, features: features)
  }
}

extension Wire.ServedCard {
  /// The card as a message.
  public init(_ card: ServedCard) {
    self.init(
      candidate: Wire.Candidate(card.candidate), score: card.score, propensity: card.propensity,
      features: card.features.map { Wire.FeatureVector($0) })
  }
}
