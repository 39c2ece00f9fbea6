import Testing

/// Real processes on loopback: the demo's run, then a fleet over its stores that every suite in here shares.
@Suite("End to end", .serialized, .fleet)
struct EndToEnd {
  /// The fleet at hand.
  static var fleet: Fleet {
    get throws { try #require(FleetTrait.fleet) }
  }
}
