import Pipeline

/// Asks nothing.
struct NoQuery: Sendable {}

/// A candidate that is only a name, and where it came from.
struct Named: Hashable, Sendable {
  let name: String
  let source: String
  let place: Int
}

/// Offers a list of names.
struct ListSource: Source {
  let name: String
  let names: [String]

  func candidates(for query: NoQuery) -> [Named] {
    names.enumerated().map { Named(name: $1, source: name, place: $0) }
  }
}

/// Never has an answer.
struct ClosedSource: Source {
  let name = "closed"

  func candidates(for query: NoQuery) throws(SourceUnavailable) -> [Named] {
    throw SourceUnavailable(reason: "closed for the night")
  }
}

/// Takes some names away.
struct LetterFilter: Filter {
  let removed: Set<String>

  var name: String { "without \(removed.sorted().joined())" }

  func apply(to candidates: [Named], for query: NoQuery) -> Partition<Named> {
    partition(candidates) { !removed.contains($0.name) }
  }
}

/// Random numbers that are the same at every run (SplitMix64).
struct Seeded {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  /// A number from 0 up to the bound.
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
