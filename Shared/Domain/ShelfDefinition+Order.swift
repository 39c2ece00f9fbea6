extension ShelfDefinition {
  /// The order of stage 1, for a shelf that no model orders: the shelf's sources in their order, each in its own.
  ///
  /// Candidates come with their sources taking turns, so that a ranker sees some of each; shown as they are, the weaker source
  /// would fill every other place. Candidates of sources that the shelf does not name come last. Linear.
  public func inOrderOfSources(_ candidates: [Candidate]) -> [Candidate] {
    let named = sources.flatMap { name in candidates.filter { $0.source == name.source } }
    return named + candidates.filter { candidate in !sources.contains { $0.source == candidate.source } }
  }
}
