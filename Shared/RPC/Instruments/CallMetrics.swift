/// The metrics of calls in one role: those of gRPC's documents A66, and the calls in flight.
struct CallMetrics {
  private let role: RPCInstruments.Role
  private var started: RPCMetric
  private var active: RPCMetric
  private var duration: RPCMetric
  private var sent: RPCMetric
  private var received: RPCMetric

  init(_ role: RPCInstruments.Role) {
    self.role = role
    let prefix =
      switch role {
      case .server: "grpc.server.call"
      case .client: "grpc.client.call"
      case .attempt: "grpc.client.attempt"
      }
    started = RPCMetric(
      "\(prefix).started", unit: "{call}", kind: .counter, "Calls begun, those that have not ended included.")
    active = RPCMetric("\(prefix).active", unit: "{call}", kind: .gauge, "Calls that have begun and not ended.")
    duration = RPCMetric(
      "\(prefix).duration", unit: "s", kind: .histogram, "Time from a call's first byte to its status.")
    sent = RPCMetric(
      "\(prefix).sent_total_compressed_message_size", unit: "By", kind: .histogram,
      "Bytes of all messages sent in a call, compressed, without framing.")
    received = RPCMetric(
      "\(prefix).rcvd_total_compressed_message_size", unit: "By", kind: .histogram,
      "Bytes of all messages received in a call, compressed, without framing.")
  }

  /// The metrics of that role.
  var all: [RPCMetric] {
    role == .client ? [started, active, duration] : [started, active, duration, sent, received]
  }

  /// Adds a method's calls, which were counted on several loops.
  mutating func add(_ key: RPCInstruments.CallKey, _ loops: [CallCounters]) {
    let labels = [(name: "grpc.method", value: key.method)] + key.targetLabels
    var begun: UInt64 = 0
    var ended: UInt64 = 0
    var outcomes: [RPCStatus.Code: OutcomeTotals] = [:]
    for loop in loops {
      let totals = loop.totals()
      begun += totals.started
      for (code, more) in totals.outcomes { ended += outcomes[code, default: OutcomeTotals()].add(more) }
    }
    started.points.append(.init(labels: labels, value: .number(begun)))
    active.points.append(.init(labels: labels, value: .number(begun - min(begun, ended))))
    for code in RPCStatus.Code.allCases {
      guard let totals = outcomes[code], totals.durations.count > 0 else { continue }
      let labels = labels + [(name: "grpc.status", value: code.name)]
      duration.points.append(.init(labels: labels, value: .histogram(totals.durations)))
      sent.points.append(.init(labels: labels, value: .histogram(totals.sent)))
      received.points.append(.init(labels: labels, value: .histogram(totals.received)))
    }
  }
}

/// The outcomes of one method and status, summed over loops.
private struct OutcomeTotals {
  var durations = RPCMetric.Histogram(bounds: DurationBuckets.bounds)
  var sent = RPCMetric.Histogram(bounds: SizeBuckets.bounds)
  var received = RPCMetric.Histogram(bounds: SizeBuckets.bounds)

  /// Adds one loop's; returns how many calls they are.
  mutating func add(_ outcomes: CallOutcomes) -> UInt64 {
    let before = durations.count
    durations.add(outcomes.durations.totals(), unit: 1e-9)
    sent.add(outcomes.sentBytes.totals(), unit: 1)
    received.add(outcomes.receivedBytes.totals(), unit: 1)
    return durations.count - before
  }
}

extension RPCMetric.Histogram {
  fileprivate init(bounds: [Double]) {
    self.init(bounds: bounds, counts: [UInt64](repeating: 0, count: bounds.count + 1), sum: 0)
  }

  fileprivate mutating func add(_ totals: (counts: [UInt64], sum: UInt64), unit: Double) {
    for index in counts.indices { counts[index] += totals.counts[index] }
    sum += Double(totals.sum) * unit
  }
}

extension RPCInstruments.CallKey {
  fileprivate var targetLabels: [(name: String, value: String)] {
    role == .server ? [] : [(name: "grpc.target", value: target)]
  }
}
