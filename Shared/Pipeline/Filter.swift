/// Splits candidates into those that stay and those that go, in their order, changing none.
public protocol Filter<Query, Candidate>: Sendable {
  /// What is asked.
  associatedtype Query: Sendable
  /// What is filtered.
  associatedtype Candidate: Sendable

  /// The filter's name in reports, such as "hidden".
  var name: String { get }

  /// Both halves, each in the order given. Together they are exactly what was given.
  func apply(to candidates: [Candidate], for query: Query) -> Partition<Candidate>
}

extension Filter {
  /// The split by a condition on each candidate alone.
  public func partition(_ candidates: [Candidate], keeping isKept: (Candidate) -> Bool) -> Partition<Candidate> {
    var partition = Partition<Candidate>()
    for candidate in candidates {
      if isKept(candidate) {
        partition.kept.append(candidate)
      } else {
        partition.removed.append(candidate)
      }
    }
    return partition
  }
}

/// What a filter did: every candidate is in exactly one of the two.
public struct Partition<Candidate: Sendable>: Sendable {
  /// Those that stay.
  public var kept: [Candidate]
  /// Those that go.
  public var removed: [Candidate]

  /// A split.
  public init(kept: [Candidate] = [], removed: [Candidate] = []) {
    self.kept = kept
    self.removed = removed
  }
}
