/// How a client spreads its calls over the servers that are ready.
public enum Balancing: String, Hashable, Sendable, CaseIterable {
  /// All calls to the first address that can be reached; the others stand by.
  case pickFirst
  /// One after the other.
  case roundRobin
  /// Of two taken at random the one with fewer calls in flight ("power of two choices"): a slow server gets fewer calls,
  /// one that swallows packets almost none.
  case leastLoaded
}
