import NIOCore

/// A call of one request and one reply that is made again before its first attempt has an answer (gRFC A6). Each attempt
/// is a call of its own, on another server where there is one.
// @unchecked Sendable: its mutable state is touched on the client's loop only; others hop there (LoopBound).
final class HedgedCall: LoopBound, @unchecked Sendable {
  let loop: any EventLoop
  private let model: ClientCall
  private let options: CallOptions
  private let policy: HedgingPolicy
  private let frame: [UInt8]
  private let channel: ClientChannel
  private var attempts: [ClientCall] = []
  private var timer: Scheduled<Void>?
  private var isHeldBack = false
  private var result: Result<ArraySlice<UInt8>, any Error>?
  private var waiter: CheckedContinuation<ArraySlice<UInt8>, any Error>?

  /// Makes calls like `model`, which is not made itself.
  init(_ model: ClientCall, _ policy: HedgingPolicy, _ frame: [UInt8]) {
    var options = model.options
    options.isIdempotent = false  // The attempts are not retried themselves.
    self.model = model
    self.options = options
    self.policy = policy
    self.frame = frame
    channel = model.channel
    loop = channel.loop
  }

  /// Makes the first attempt and returns the first good reply.
  func reply() async throws -> ArraySlice<UInt8> {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        onLoop {
          if let result = self.result { return continuation.resume(with: result) }
          self.waiter = continuation
          self.beginAttempt()
        }
      }
    } onCancel: {
      onLoop { self.finish(.failure(RPCStatus(.cancelled, "the caller gave the call up"))) }
    }
  }

  private var mayBeginAnother: Bool {
    !isHeldBack && attempts.count < min(policy.attemptsMaximum, RetryPolicy.attemptsCeiling)
      && channel.budget.allowsRetry
  }

  private func beginAttempt() {
    let call = ClientCall(
      path: model.path, options: options, deadline: model.deadline, takesOneReply: true,
      trace: model.trace?.withoutSpan, channel: channel)
    call.previousAttempts = attempts.count
    call.lastSubchannel = attempts.last?.subchannel ?? attempts.last?.lastSubchannel
    call.onEnd = { self.ended(call) }
    attempts.append(call)
    guard (try? call.queue(frame)) != nil else { return }
    call.endRequest()
    scheduleAnother(after: policy.delay)
    channel.begin(call)
  }

  private func scheduleAnother(after delay: Duration) {
    timer?.cancel()
    timer = nil
    guard mayBeginAnother else { return }
    timer = loop.scheduleTask(in: TimeAmount(clamping: delay)) {
      self.timer = nil
      if self.result == nil, self.mayBeginAnother { self.beginAttempt() }
    }
  }

  private func ended(_ call: ClientCall) {
    guard result == nil, let status = call.status else { return }
    guard status.code != .ok, policy.nonFatalCodes.contains(status.code) else { return finish(call.takeReply(status)) }
    channel.budget.recordFailure()
    switch call.pushback {
    case .stop:
      isHeldBack = true
      timer?.cancel()
      timer = nil
    case .wait(let delay): if leaves(delay) { scheduleAnother(after: delay) }
    case .none: if mayBeginAnother { beginAttempt() }
    }
    if result == nil, timer == nil, attempts.allSatisfy(\.isEnded) { finish(.failure(status)) }
  }

  /// Whether time is left after `delay`.
  private func leaves(_ delay: Duration) -> Bool { model.deadline.map { $0 - .now > delay } ?? true }

  private func finish(_ result: Result<ArraySlice<UInt8>, any Error>) {
    guard self.result == nil else { return }
    self.result = result
    if let trace = model.trace { end(trace, result) }
    timer?.cancel()
    for attempt in attempts { attempt.abandon() }
    waiter?.resume(with: result)
    waiter = nil
  }

  private func end(_ trace: CallTrace, _ result: Result<ArraySlice<UInt8>, any Error>) {
    guard case .failure(let error) = result else { return trace.end(.ok, isError: false) }
    trace.end(error as? RPCStatus ?? RPCStatus(.unknown), isError: true)
  }
}
