import Glibc

/// How long a server may keep silent, and how long it may take in all, from now on.
struct AnswerDeadline {
  private let silence: Duration
  private let totalSeconds: Int
  private let end: ContinuousClock.Instant
  private var nextSign: ContinuousClock.Instant

  /// What ``wait(for:on:)`` came to.
  enum Readiness {
    case ready
    case late(reason: String)
  }

  /// A server may take so long in all, and be silent for so long of it.
  init(silenceSeconds: Int, totalSeconds: Int) {
    let now = ContinuousClock.now
    silence = .seconds(silenceSeconds)
    self.totalSeconds = totalSeconds
    end = now + .seconds(totalSeconds)
    nextSign = now + silence
  }

  /// Waits until a connection can be read or written (`POLLIN`, `POLLOUT`), has failed, or the time is over. Blocks.
  mutating func wait(for events: Int32, on descriptor: Int32) -> Readiness {
    while true {
      let now = ContinuousClock.now
      guard now < end else { return .late(reason: "its answer takes over \(totalSeconds) s") }
      guard now < nextSign else { return .late(reason: "no answer for \(silence.components.seconds) s") }
      let left = (min(end, nextSign) - now).components
      let milliseconds = Int32(clamping: left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1)
      var polled = pollfd(fd: descriptor, events: Int16(events), revents: 0)
      let count = unsafe poll(&polled, 1, milliseconds)
      guard count != 0, count > 0 || errno != EINTR else { continue }
      // A failure is told by the read or write that follows.
      nextSign = ContinuousClock.now + silence
      return .ready
    }
  }
}
