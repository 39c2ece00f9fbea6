/// Whether the candidate came from one source. 0 or 1, never missing. One column a source.
struct PairSource: SourceFeature {
  let source: CandidateSource
  let definition: FeatureDefinition

  init(source: CandidateSource) {
    self.source = source
    definition = FeatureDefinition.flag(
      "pair.source.\(source.name)", "whether the candidate came from the source \(source.name)")
  }

  func value(of source: CandidateSource) -> Float? {
    Scale.flag(source == self.source)
  }
}
