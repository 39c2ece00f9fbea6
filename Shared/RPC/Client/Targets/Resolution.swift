import NIOCore

/// What a client knows of the whereabouts of its servers.
struct Resolution {
  /// Where addresses come from.
  enum Source {
    /// They are known.
    case fixed([ServerAddress])
    /// They are asked for.
    case resolver(any AddressResolver)
  }

  let source: Source
  /// Whether an answer is awaited.
  var isRunning = false
  /// Whether to ask again as soon as the answer is here.
  var isWantedAgain = false
  /// When the last question was asked.
  var started: NIODeadline?
  /// The next question.
  var timer: Scheduled<Void>?
  /// Questions in a row that had no answer.
  var failures = 0
  /// Why no address is known.
  var failure: RPCStatus?
  /// Those who wait for the next answer to a question not asked yet, and for the one that is awaited.
  var waitingForNext: [CheckedContinuation<Void, Never>] = []
  var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ source: Source) { self.source = source }

  mutating func stop() {
    timer?.cancel()
    timer = nil
    let continuations = waiting + waitingForNext
    waiting = []
    waitingForNext = []
    for continuation in continuations { continuation.resume() }
  }
}
