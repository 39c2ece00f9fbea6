import NIOCore

extension ClientChannel {
  /// How long the first address may be alone in being tried before the next one is tried too (RFC 8305, section 5).
  private static let attemptDelay = TimeAmount.milliseconds(250)

  /// Connects to the servers that calls are to be spread over, or to the first that can be reached.
  func connect() {
    guard keepsConnected else { return connectFirst(besides: false) }
    for subchannel in subchannels { subchannel.connectIfNeeded() }
  }

  /// A server has no connection any more: a new one is made when calls are to be spread, or wait.
  func reconnect(_ subchannel: Subchannel) {
    if keepsConnected {
      if !subchannel.isRetired { subchannel.connectIfNeeded() }
    } else if hasWaitingCalls {
      connectFirst(besides: false)
    }
  }

  /// Those behind the one in use give up what they were making.
  func standByBehind(_ first: Subchannel) {
    guard options.balancing == .pickFirst, subchannels.count > 1 else { return }
    for subchannel in subchannels where subchannel !== first { subchannel.standBy() }
    for subchannel in subchannels { subchannel.attempt.failures = 0 }
  }

  /// Tries the addresses in their order, each once before any again; `besides` the one being tried when that takes long.
  private func connectFirst(besides: Bool) {
    guard hasNobodyReady else { return }
    if !besides, subchannels.contains(where: \.attempt.isConnecting) { return }
    let now = loop.now
    let idle = subchannels.filter { $0.attempt.isIdle && !$0.attempt.isBackingOff(now) }
    guard let next = idle.min(by: { $0.attempt.failures < $1.attempt.failures }) else {
      for subchannel in subchannels { subchannel.connectIfNeeded() }
      return
    }
    next.connectIfNeeded()
    guard subchannels.count > 1 else { return }
    loop.scheduleTask(in: Self.attemptDelay) {
      // Also when this one has failed meanwhile: an earlier one may still be silent.
      if next.attempt.isConnecting || self.hasWaitingCalls { self.connectFirst(besides: true) }
    }
  }
}
