import NIOCore
import NIOPosix

extension Subchannel {
  private var options: RPCClientOptions { channel.options }

  /// Makes one more connection, when the back-off allows. One is made at a time.
  func connect() {
    guard case .idle = attempt.phase, !isRetired else { return }
    guard loop.now < attempt.earliest else { return beginAttempt() }
    let number = attempt.number
    attempt.phase = .scheduled(
      loop.scheduleTask(deadline: attempt.earliest) {
        if self.attempt.number == number, !self.isRetired { self.beginAttempt() }
      })
  }

  /// A server that takes connections and ends them at once is not asked in a tight loop either.
  func spaceAttempts() {
    attempt.earliest = max(attempt.earliest, attempt.begunAt + TimeAmount(clamping: options.backoff.initial))
  }

  /// Gives up the connection that is being made, or was going to be.
  func stopConnecting() {
    if case .scheduled(let task) = attempt.phase { task.cancel() }
    let transport = attempt.transport
    attempt.end()
    transport?.close(promise: nil)
  }

  private func beginAttempt() {
    attempt.phase = .connecting
    attempt.begunAt = loop.now
    let number = attempt.number
    attempt.timer = loop.scheduleTask(in: TimeAmount(clamping: options.connectTimeout)) {
      let limit = Int64(self.options.connectTimeout / .milliseconds(1))
      self.attemptFailed(number, "no answer within \(limit) ms")
    }
    channel.transportOpened()
    do {
      try bootstrap(number).connect(to: address.socketAddress()).whenComplete { self.transportConnected(number, $0) }
    } catch {
      channel.transportClosed()
      attemptFailed(number, "\(error)")
    }
  }

  private func bootstrap(_ number: Int) -> ClientBootstrap {
    let bootstrap = ClientBootstrap(group: loop)
      .connectTimeout(TimeAmount(clamping: options.connectTimeout))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try self.prepare(channel, number) }
      }
    guard case .internet = address else { return bootstrap }
    if let limit = options.keepalive.unacknowledgedMaximum {
      _ = bootstrap.channelOption(UnacknowledgedTime.option, value: UnacknowledgedTime.value(limit))
    }
    return bootstrap.channelOption(.tcpOption(.tcp_nodelay), value: 1)
  }

  private func prepare(_ transport: any Channel, _ number: Int) throws {
    if attempt.number == number { attempt.transport = transport }
    try channel.transport.secure(transport, to: channel.serverName ?? address.host, at: address.host)
      .flatMapThrowing { try self.addHTTP2(to: transport, number) }
      .whenFailure { _ in transport.close(promise: nil) }
  }

  private func addHTTP2(to transport: any Channel, _ number: Int) throws {
    guard attempt.number == number else { throw ChannelError.alreadyClosed }
    let http2 = try HTTP2Connection(.client, limits: options.limits, loop: loop)
    let connection = ClientConnection(
      http2: http2, address: address, authority: authority, isSecure: channel.transport.isSecure,
      counters: channel.instruments.transport, owner: self)
    connection.upkeep = ClientUpkeep(connection, options, pace)
    http2.delegate = connection
    attempt.connection = connection
    try transport.pipeline.syncOperations.addHandler(http2)
  }

  private func transportConnected(_ number: Int, _ result: Result<any Channel, any Error>) {
    switch result {
    case .success(let transport):
      transport.closeFuture.whenComplete { _ in self.channel.transportClosed() }
      guard attempt.number == number else { return transport.close(promise: nil) }
      channel.transport.secured(transport).whenComplete { self.transportSecured(number, $0) }
    case .failure(let error):
      channel.transportClosed()
      attemptFailed(number, ConnectFailure.text(of: error))
    }
  }

  private func transportSecured(_ number: Int, _ result: Result<Void, any Error>) {
    switch result {
    case .success:
      channel.instruments.transport.connectionsOpened.add()
      if attempt.number == number { limitSilence(number) }
    case .failure(let error): attemptFailed(number, ConnectFailure.text(of: error))
    }
  }

  /// The server has taken the connection: from here it may take as long as any peer to begin speaking HTTP/2.
  private func limitSilence(_ number: Int) {
    attempt.timer?.cancel()
    attempt.timer = loop.scheduleTask(in: TimeAmount(clamping: options.limits.handshakeTimeout)) {
      self.attemptFailed(number, "it took the connection and did not speak HTTP/2 in time")
    }
  }

  /// The server has sent its settings.
  func connectSucceeded(_ connection: ClientConnection) {
    attempt.end()
    attempt.failures = 0
    channel.adopt(connection)
    connected(connection)
  }

  /// A connection is gone, or of no use; if it was being made, that has failed.
  func connectEnded(_ connection: ClientConnection, _ error: (any Error)?) {
    guard attempt.connection === connection else { return }
    attemptFailed(
      attempt.number, error.map { ConnectFailure.text(of: $0) } ?? "it was closed before the server had spoken HTTP/2")
  }

  private func attemptFailed(_ number: Int, _ reason: String) {
    guard attempt.number == number, case .connecting = attempt.phase else { return }
    let transport = attempt.transport
    attempt.end()
    transport?.close(promise: nil)
    attempt.failures += 1
    // Closing tells of the end at once: the attempt is over already, so that this reason stands.
    transport?.close(promise: nil)
    channel.instruments.transport.connectionsFailed.add()
    let delay = options.backoff.delay(afterFailures: attempt.failures, using: &channel.generator)
    attempt.earliest = loop.now + TimeAmount(clamping: delay)
    connectFailed(RPCStatus(.unavailable, "cannot connect to \(address): \(reason)"))
  }
}
