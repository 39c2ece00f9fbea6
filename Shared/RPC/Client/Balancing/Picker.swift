/// What a picker must know of a server.
protocol PickCandidate: AnyObject {
  /// Calls given to it that have not ended.
  var inFlight: Int { get }
}

/// Chooses a ready server for each call, in constant time and without allocating.
struct Picker<Candidate: PickCandidate> {
  private let balancing: Balancing
  private var ready: [Candidate] = []
  private var next = 0
  private var generator: PickGenerator

  init(_ balancing: Balancing, generator: PickGenerator = PickGenerator()) {
    self.balancing = balancing
    self.generator = generator
  }

  /// Whether there is nothing to choose from.
  var isEmpty: Bool { ready.isEmpty }

  /// Chooses among these from now on, in their order. Starts anywhere, so that many clients do not march in step; goes on where
  /// it is when they are the same as before.
  mutating func replace(with candidates: [Candidate]) {
    guard !ready.elementsEqual(candidates, by: ===) else { return }
    ready = candidates
    next = candidates.isEmpty ? 0 : generator.below(candidates.count)
  }

  /// A server for one call; another one than `avoided` where there is one. Nil when none is ready.
  mutating func pick(avoiding avoided: Candidate? = nil) -> Candidate? {
    guard ready.count > 1 else { return ready.first }
    switch balancing {
    case .pickFirst: return ready[0]
    case .roundRobin:
      let candidate = takeNext()
      return candidate === avoided ? takeNext() : candidate
    case .leastLoaded: return lessLoaded(avoiding: avoided)
    }
  }

  private mutating func takeNext() -> Candidate {
    let candidate = ready[next]
    next = next + 1 == ready.count ? 0 : next + 1
    return candidate
  }

  private mutating func lessLoaded(avoiding avoided: Candidate?) -> Candidate {
    let first = generator.below(ready.count)
    let other = generator.below(ready.count - 1)
    let one = ready[first]
    let two = ready[other < first ? other : other + 1]
    if one === avoided { return two }
    if two === avoided { return one }
    return two.inFlight < one.inFlight ? two : one
  }
}
