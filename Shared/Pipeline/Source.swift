/// Offers candidates for a query, best first.
///
/// One component per file; a source never filters for taste of others and never looks at what another source offered.
public protocol Source<Query, Candidate>: Sendable {
  /// What is asked.
  associatedtype Query: Sendable
  /// What is offered.
  associatedtype Candidate: Sendable

  /// The source's name in reports, such as "factorization".
  var name: String { get }

  /// The candidates, best first; empty when the source has none for this query.
  ///
  /// - Throws: ``SourceUnavailable`` when the source cannot answer at all (no model is live, say). The page goes on without it.
  func candidates(for query: Query) throws(SourceUnavailable) -> [Candidate]
}

/// Why a source had no answer. Carries no listener data.
public struct SourceUnavailable: Error, Hashable, Sendable {
  /// What is missing, for people.
  public let reason: String

  /// A reason.
  public init(reason: String) {
    self.reason = reason
  }
}
