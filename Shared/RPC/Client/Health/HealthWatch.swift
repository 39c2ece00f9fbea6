import NIOCore

/// Follows what one server says of its health, over one connection, as long as that is in use.
// @unchecked Sendable: its mutable state is touched on the client's loop only; others hop there (LoopBound).
final class HealthWatch: LoopBound, @unchecked Sendable {
  private static let path = "/grpc.health.v1.Health/Watch"

  let options: HealthCheckOptions
  let connection: ClientConnection
  let loop: any EventLoop
  /// Whether the server takes calls.
  private(set) var isServing = false
  /// Why it takes none; nil while nothing is known.
  private(set) var complaint: RPCStatus?
  private let subchannel: Subchannel
  private var call: ClientCall?
  private var failures = 0
  private var isStopped = false

  /// Begins to watch.
  init(_ options: HealthCheckOptions, _ subchannel: Subchannel, _ connection: ClientConnection) {
    self.options = options
    self.subchannel = subchannel
    self.connection = connection
    loop = subchannel.loop
    watch()
  }

  /// Watches no more.
  func stop() {
    isStopped = true
    call?.abandon()
    call = nil
  }

  private func watch() {
    let limits = subchannel.channel.options.limits
    let request = HealthWatchRequest(service: options.service)
    let call = ClientCall(
      path: Self.path, options: CallOptions(), deadline: nil, takesOneReply: false, channel: subchannel.channel)
    guard let frame = try? MessageFrame.encode(request, messageBytesMaximum: limits.messageBytesMaximum),
      (try? call.queue(frame)) != nil
    else { return }
    call.endRequest()
    guard connection.open(call) else { return }
    self.call = call
    let replies = ResponseStream<HealthWatchResponse>(call)
    Task {
      var ending = RPCStatus(.unavailable, "the server ended the watch")
      do {
        for try await reply in replies { self.onLoop { self.heard(reply.status) } }
      } catch {
        ending = error as? RPCStatus ?? RPCStatus(.unknown, "\(error)")
      }
      self.onLoop { [ending] in self.ended(ending) }
    }
  }

  private func heard(_ status: HealthWatchResponse.Status) {
    failures = 0
    tell(
      status == .serving
        ? nil : RPCStatus(.unavailable, "\(subchannel.address) is connected and says of its health: \(status)"))
  }

  /// A server without the health service serves; with any other ending it is asked again after a while.
  private func ended(_ status: RPCStatus) {
    guard !isStopped else { return }
    if status.code == .unimplemented { return tell(nil) }
    tell(RPCStatus(.unavailable, "the health of \(subchannel.address) cannot be watched: \(status.message)"))
    failures += 1
    let channel = subchannel.channel
    let delay = channel.options.backoff.delay(afterFailures: failures, using: &channel.generator)
    loop.scheduleTask(in: TimeAmount(clamping: delay)) {
      if !self.isStopped { self.watch() }
    }
  }

  private func tell(_ complaint: RPCStatus?) {
    guard !isStopped else { return }
    let wasServing = isServing
    isServing = complaint == nil
    self.complaint = complaint
    if wasServing != isServing || !isServing { subchannel.healthChanged() }
  }
}
