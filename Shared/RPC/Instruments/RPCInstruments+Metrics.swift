extension RPCInstruments {
  /// Everything counted up to now, for whoever publishes it.
  ///
  /// Takes time with the number of methods and targets; calls go on meanwhile. Names are those of gRPC's documents A66
  /// where they have one.
  public func metrics() -> [RPCMetric] {
    var calls: [Role: CallMetrics] = [:]
    for (key, loops) in allCalls() { calls[key.role, default: CallMetrics(key.role)].add(key, loops) }
    var transports: [Role: TransportMetrics] = [:]
    for (key, loops) in allTransports() { transports[key.role, default: TransportMetrics(key.role)].add(key, loops) }
    return Role.allCases.flatMap { (calls[$0]?.all ?? []) + (transports[$0]?.all ?? []) }
  }
}
