import Logging
import NIOCore

extension ClientChannel {
  /// Asks for the addresses, now or as soon as the least interval has passed.
  func resolve() {
    guard !isClosed else { return }
    switch resolution.source {
    case .fixed(let addresses): if subchannels.isEmpty { update(addresses) }
    case .resolver(let resolver):
      guard !resolution.isRunning else { return }
      let earliest = resolution.started.map { $0 + TimeAmount(clamping: options.resolution.minimumInterval) }
      if let earliest, loop.now < earliest { schedule(resolver, at: earliest) } else { ask(resolver) }
    }
  }

  /// Asks for the addresses at once; returns when they are in use.
  func resolveNow() async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      onLoop {
        guard case .resolver(let resolver) = self.resolution.source, !self.isClosed else {
          return continuation.resume()
        }
        self.resolution.waitingForNext.append(continuation)
        if self.resolution.isRunning { self.resolution.isWantedAgain = true } else { self.ask(resolver) }
      }
    }
  }

  private func schedule(_ resolver: any AddressResolver, at moment: NIODeadline) {
    resolution.timer?.cancel()
    resolution.timer = loop.scheduleTask(deadline: moment) {
      if !self.resolution.isRunning, !self.isClosed { self.ask(resolver) }
    }
  }

  private func ask(_ resolver: any AddressResolver) {
    resolution.timer?.cancel()
    resolution.isRunning = true
    resolution.isWantedAgain = false
    resolution.started = loop.now
    resolution.waiting += resolution.waitingForNext
    resolution.waitingForNext = []
    Task {
      let result: Result<[ServerAddress], any Error>
      do { result = .success(try await resolver.addresses()) } catch { result = .failure(error) }
      self.onLoop { self.answered(result, resolver) }
    }
  }

  private func answered(_ result: Result<[ServerAddress], any Error>, _ resolver: any AddressResolver) {
    resolution.isRunning = false
    guard !isClosed else { return }
    let delay = takeIn(result)
    let waiting = resolution.waiting
    resolution.waiting = []
    for continuation in waiting { continuation.resume() }
    if resolution.isWantedAgain {
      ask(resolver)
    } else {
      schedule(resolver, at: loop.now + TimeAmount(clamping: max(delay, options.resolution.minimumInterval)))
    }
  }

  /// Takes an answer in; returns when to ask again. Without an answer the addresses stay as they are.
  private func takeIn(_ result: Result<[ServerAddress], any Error>) -> Duration {
    switch result {
    case .success(let addresses) where !addresses.isEmpty:
      resolution.failures = 0
      resolution.failure = nil
      update(addresses)
      return options.resolution.interval
    case .success: return notResolved("it has no address")
    case .failure(let error): return notResolved("\(error)")
    }
  }

  private func notResolved(_ reason: String) -> Duration {
    resolution.failures += 1
    resolution.failure = RPCStatus(.unavailable, "cannot find \(target): \(reason)")
    logger.debug("no addresses", metadata: ["target": "\(target)", "reason": "\(reason)"])
    if subchannels.isEmpty { changed() }
    return options.backoff.delay(afterFailures: resolution.failures, using: &generator)
  }

  /// Uses these addresses from now on. What is connected stays; calls on servers that are gone from the list end there.
  private func update(_ addresses: [ServerAddress]) {
    var known: [ServerAddress: Subchannel] = [:]
    for subchannel in subchannels { known[subchannel.address] = subchannel }
    var kept: [Subchannel] = []
    var seen: Set<ServerAddress> = []
    for address in addresses where seen.insert(address).inserted {
      guard kept.count < options.limits.clientAddressesMaximum else {
        logger.warning("more addresses than are used", metadata: ["target": "\(target)", "used": "\(kept.count)"])
        break
      }
      let authority = authority ?? address.authority
      kept.append(known.removeValue(forKey: address) ?? Subchannel(address, authority: authority, channel: self))
    }
    subchannels = kept
    changed()
    for gone in known.values { gone.retire() }
    if keepsConnected || hasWaitingCalls { connect() }
  }
}
