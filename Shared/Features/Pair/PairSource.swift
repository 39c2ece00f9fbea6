/// Whether the candidate came from one source. 0 or 1, never missing. One column a source.
struct PairSource: PairFeature {
  let source: CandidateSource
  let definition: FeatureDefinition

  init(source: CandidateSource) {
    self.source = source
    definition = FeatureDefinition.flag(
      "pair.source.\(source.name)", "whether the candidate came from the source \(source.name)")
  }

  func value(of row: RowContext, on page: PageContext) -> Float? {
    Scale.flag(row.row.source == source)
  }
}
