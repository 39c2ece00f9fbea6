public import Domain
import Features
public import Messages

extension Candidate {
  /// A candidate as a message tells it.
  ///
  /// - Throws: For no item, an unknown source, a score that is not finite, or an affinity not in -1...1.
  public init(_ wire: Wire.Candidate) throws(TranslationError) {
    guard let item = ItemIdentifier(rawValue: wire.item) else {
      throw TranslationError("item", .invalidItem(wire.item))
    }
    guard let source = CandidateSource(name: wire.source) else {
      throw TranslationError("source", .unknownName(wire.source, allowed: CandidateSource.allCases.map(\.name)))
    }
    if let affinity = wire.factorAffinity {
      guard try FieldCheck.finite(affinity, "factor_affinity").magnitude <= 1 else {
        throw TranslationError("factor_affinity", .outOfRange("\(affinity)", allowed: "-1...1"))
      }
    }
    self.init(
      item: item, source: source, sourcePosition: wire.sourcePosition,
      sourceScore: try FieldCheck.finite(wire.sourceScore, "source_score"), factorAffinity: wire.factorAffinity)
  }

  /// A shelf's candidates.
  ///
  /// - Throws: For more than ``TranslationLimits/candidatesMaximum``, or the first that is none; the error names `field`.
  public static func list(
    _ wire: [Wire.Candidate], field: String = "candidates"
  ) throws(TranslationError) -> [Candidate] {
    try FieldCheck.list(wire, field, limit: TranslationLimits.candidatesMaximum) { wire throws(TranslationError) in
      try Candidate(wire)
    }
  }
}

extension Wire.Candidate {
  /// The candidate as a message.
  public init(_ candidate: Candidate) {
    self.init(
      item: candidate.item.rawValue, source: candidate.source.name, sourcePosition: candidate.sourcePosition,
      sourceScore: candidate.sourceScore, factorAffinity: candidate.factorAffinity)
  }
}
