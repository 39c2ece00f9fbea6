/// Sources, then filters, then a bound: how one shelf's candidates come to be.
///
/// The sources take turns, in their order, and an item that several offer is the one's whose turn came first. Every drop is
/// counted, by source and filter.
public struct CandidatePipeline<Query: Sendable, Candidate: Sendable, Key: Hashable>: Sendable {
  /// Where candidates come from, best first.
  public let sources: [any Source<Query, Candidate>]
  /// What takes candidates away, in this order.
  public let filters: [any Filter<Query, Candidate>]
  /// What makes two candidates the same.
  public let key: @Sendable (Candidate) -> Key

  /// A pipeline.
  public init(
    sources: [any Source<Query, Candidate>], filters: [any Filter<Query, Candidate>],
    key: @escaping @Sendable (Candidate) -> Key
  ) {
    self.sources = sources
    self.filters = filters
    self.key = key
  }

  /// Runs the pipeline: at most `limit` candidates, the sources taking turns so that none crowds out another.
  public func run(_ query: Query, limit: Int) -> PipelineResult<Candidate> {
    var result = PipelineResult<Candidate>()
    var offers: [[Candidate]] = []
    for source in sources {
      offers.append(offer(from: source, query: query, into: &result))
    }
    let taken = interleave(offers, limit: limit)
    result.candidates = taken.candidates
    for index in result.reports.indices { result.reports[index].kept = taken.keptCounts[index] }
    return result
  }

  private func offer(
    from source: any Source<Query, Candidate>, query: Query, into result: inout PipelineResult<Candidate>
  ) -> [Candidate] {
    var report = SourceReport(source: source.name)
    defer { result.reports.append(report) }
    do throws(SourceUnavailable) {
      var candidates = try source.candidates(for: query)
      report.offered = candidates.count
      for filter in filters {
        let partition = filter.apply(to: candidates, for: query)
        assert(partition.kept.count + partition.removed.count == candidates.count, "\(filter.name) lost a candidate")
        if !partition.removed.isEmpty { report.removed.append((filter.name, partition.removed.count)) }
        candidates = partition.kept
      }
      return candidates
    } catch {
      report.unavailable = error.reason
      return []
    }
  }

  /// Takes one candidate of each source in turn, skipping keys already taken, until `limit` or the end.
  private func interleave(_ offers: [[Candidate]], limit: Int) -> (candidates: [Candidate], keptCounts: [Int]) {
    var candidates: [Candidate] = []
    var keptCounts = Array(repeating: 0, count: offers.count)
    var positions = keptCounts
    var seen = Set<Key>()
    var exhausted = false
    while !exhausted, candidates.count < limit {
      exhausted = true
      for index in offers.indices where candidates.count < limit {
        while positions[index] < offers[index].count {
          let candidate = offers[index][positions[index]]
          positions[index] += 1
          guard seen.insert(key(candidate)).inserted else { continue }
          candidates.append(candidate)
          keptCounts[index] += 1
          exhausted = false
          break
        }
      }
    }
    return (candidates, keptCounts)
  }
}

/// What a pipeline made, and what became of the rest.
public struct PipelineResult<Candidate: Sendable>: Sendable {
  /// The candidates, the sources taking turns.
  public var candidates: [Candidate] = []
  /// One report a source, in the order of the sources.
  public var reports: [SourceReport] = []
}

/// What became of one source's offer.
public struct SourceReport: Sendable {
  /// The source's name.
  public var source: String
  /// How many it offered.
  public var offered = 0
  /// How many stayed.
  public var kept = 0
  /// How many each filter took away, in the order of the filters; filters that took none are left out.
  public var removed: [(filter: String, count: Int)] = []
  /// Why the source had no answer at all; nil when it had one.
  public var unavailable: String?
}
