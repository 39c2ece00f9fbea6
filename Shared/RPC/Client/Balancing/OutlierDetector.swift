import NIOCore

/// What is known of how well one server answers.
struct OutlierRecord: Equatable {
  /// Calls that ended well since the last look.
  var successes = 0
  /// Calls that ended badly since the last look.
  var failures = 0
  /// How often it was left out lately: the factor of the next time.
  var multiplier = 0
  /// Since when it is left out.
  var ejectedAt: NIODeadline?

  var isEjected: Bool { ejectedAt != nil }
  var requests: Int { successes + failures }

  /// Counts the end of a call.
  mutating func count(_ code: RPCStatus.Code) {
    switch code {
    case .unavailable, .deadlineExceeded, .internalError, .unknown, .dataLoss, .resourceExhausted: failures += 1
    case .cancelled: break
    default: successes += 1
    }
  }
}

/// Decides which servers are left out (gRFC A50). Reads no clock: the time of each look is told.
struct OutlierDetector {
  let options: OutlierDetectionOptions

  /// Looks at all servers' counts, leaves out and takes back, and starts counting anew.
  func sweep(_ records: inout [OutlierRecord], at now: NIODeadline, using generator: inout some RandomNumberGenerator) {
    let seen = records
    for index in records.indices {
      records[index].successes = 0
      records[index].failures = 0
    }
    ejectBySuccessRate(seen, &records, now, &generator)
    ejectByFailurePercentage(seen, &records, now, &generator)
    takeBack(&records, now)
  }

  private func ejectBySuccessRate(
    _ seen: [OutlierRecord], _ records: inout [OutlierRecord], _ now: NIODeadline,
    _ generator: inout some RandomNumberGenerator
  ) {
    guard let limits = options.successRate else { return }
    let counted = seen.indices.filter { seen[$0].requests >= max(1, limits.requestsMinimum) }
    guard !counted.isEmpty, counted.count >= limits.hostsMinimum else { return }
    let rates = counted.map { Double(seen[$0].successes) / Double(seen[$0].requests) }
    let mean = rates.reduce(0, +) / Double(rates.count)
    let variance = rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rates.count)
    let threshold = mean - variance.squareRoot() * Double(limits.deviationThousandths) / 1000
    for (index, rate) in zip(counted, rates) where rate < threshold {
      eject(index, limits.enforcementPercent, &records, now, &generator)
    }
  }

  private func ejectByFailurePercentage(
    _ seen: [OutlierRecord], _ records: inout [OutlierRecord], _ now: NIODeadline,
    _ generator: inout some RandomNumberGenerator
  ) {
    guard let limits = options.failurePercentage else { return }
    let counted = seen.indices.filter { seen[$0].requests >= max(1, limits.requestsMinimum) }
    guard counted.count >= limits.hostsMinimum else { return }
    for index in counted where seen[index].failures * 100 > limits.thresholdPercent * seen[index].requests {
      eject(index, limits.enforcementPercent, &records, now, &generator)
    }
  }

  private func eject(
    _ index: Int, _ enforcementPercent: Int, _ records: inout [OutlierRecord], _ now: NIODeadline,
    _ generator: inout some RandomNumberGenerator
  ) {
    guard !records[index].isEjected else { return }
    let ejected = records.count { $0.isEjected }
    guard ejected == 0 || (ejected + 1) * 100 <= options.ejectedPercentMaximum * records.count else { return }
    guard Int.random(in: 0..<100, using: &generator) < enforcementPercent else { return }
    records[index].ejectedAt = now
    records[index].multiplier += 1
  }

  private func takeBack(_ records: inout [OutlierRecord], _ now: NIODeadline) {
    for index in records.indices {
      guard let since = records[index].ejectedAt else {
        records[index].multiplier = max(0, records[index].multiplier - 1)
        continue
      }
      let longest = max(options.baseEjectionTime, options.maximumEjectionTime)
      let time = min(options.baseEjectionTime * records[index].multiplier, longest)
      if now >= since + TimeAmount(clamping: time) { records[index].ejectedAt = nil }
    }
  }
}
