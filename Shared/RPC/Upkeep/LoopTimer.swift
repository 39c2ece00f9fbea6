import NIOCore

/// One timer on a loop, once or again and again, until it is stopped or nobody holds it. On the loop only.
final class LoopTimer {
  private let loop: any EventLoop
  private var scheduled: Scheduled<Void>?

  init(_ loop: any EventLoop) { self.loop = loop }

  deinit { scheduled?.cancel() }

  /// Calls `act` after `time`, instead of what was to be called before.
  func once(after time: Duration, _ act: @escaping () -> Void) {
    scheduled?.cancel()
    scheduled = loop.assumeIsolated().scheduleTask(in: TimeAmount(clamping: time), act)
  }

  /// Calls `act` at `moment`, or soon if that has passed, instead of what was to be called before.
  func once(at moment: NIODeadline, _ act: @escaping () -> Void) {
    scheduled?.cancel()
    scheduled = loop.assumeIsolated().scheduleTask(deadline: moment, act)
  }

  /// Calls `act` after each `period`.
  func every(_ period: Duration, _ act: @escaping () -> Void) {
    once(after: period) { [weak self] in
      self?.every(period, act)
      act()
    }
  }

  func stop() {
    scheduled?.cancel()
    scheduled = nil
  }
}
