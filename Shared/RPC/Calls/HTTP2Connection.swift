import NIOCore

/// What a connection tells its server or client side.
protocol HTTP2ConnectionDelegate: HTTP2EventReceiver {
  /// All bytes that were there have been taken; what is to be sent goes out afterwards.
  func readCompleted()
  /// The connection is gone, for this reason if one is known.
  func closed(_ error: (any Error)?)
}

extension HTTP2ConnectionDelegate {
  func readCompleted() {}
}

/// Joins a session to a channel: what is read goes in, what is to be sent goes out in one drained write per loop tick.
// @unchecked Sendable: all state is touched on the channel's event loop only; NIO calls handlers there.
final class HTTP2Connection: ChannelInboundHandler, HTTP2EventReceiver, LoopBound, @unchecked Sendable {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private static let roomAtFirst = 2048

  let loop: any EventLoop
  let session: HTTP2Session
  var delegate: (any HTTP2ConnectionDelegate)? {
    didSet {
      guard let delegate else { return session.report(to: nil) }
      session.report(to: hasSettings ? delegate : self)
    }
  }
  /// Where the bytes read and written are counted.
  var counters: TransportCounters?
  private let limits: RPCLimits
  private var context: ChannelHandlerContext?
  private(set) var isReading = false
  private var isFlushScheduled = false
  private var isClosing = false
  private var isEnding = false
  private var hasSettings = false
  private var failure: (any Error)?
  private var readNanoseconds: UInt64 = 0
  private var handshakeTimer: Scheduled<Void>?

  init(
    _ role: HTTP2Session.Role, limits: RPCLimits, loop: any EventLoop, memory: HTTP2Memory? = nil
  ) throws {
    self.loop = loop
    self.limits = limits
    session = try HTTP2Session(role, limits: limits, memory: memory)
  }

  /// Sends what the session holds, at the end of the current read or in the next tick.
  func scheduleFlush() {
    guard !isReading, !isFlushScheduled else { return }
    isFlushScheduled = true
    loop.execute { self.flush() }
  }

  /// When the bytes that are now handled arrived, by `MonotonicTime`; the clock is read once for all of them.
  var readMoment: UInt64 {
    if readNanoseconds == 0 { readNanoseconds = MonotonicTime.nanoseconds }
    return readNanoseconds
  }

  /// Closes the channel at once for that reason; what is queued is lost.
  func fail(_ error: any Error) {
    failure = failure ?? error
    close()
  }

  /// Closes the channel when what is queued has been sent.
  func closeWhenSent() {
    isEnding = true
    scheduleFlush()
  }

  /// Closes the channel at once; what is queued is lost.
  func close() { context?.close(promise: nil) }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    if context.channel.isActive { start() }
  }

  func channelActive(context: ChannelHandlerContext) {
    start()
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard failure == nil else { return }
    isReading = true
    readNanoseconds = 0
    let buffer = unwrapInboundIn(data)
    counters?.bytesReceived.add(UInt64(truncatingIfNeeded: buffer.readableBytes))
    if !hasSettings { failure = TLSRecord.complaint(about: buffer) }
    do { try session.receive(buffer.readableBytesUInt8Span) } catch { failure = failure ?? error }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    delegate?.readCompleted()
    isReading = false
    flush()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { scheduleFlush() }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    failure = failure ?? TLSError.explaining(error)
    context.close(promise: nil)
  }

  /// A channel that was never connected is never inactive: without this, we and our delegate would hold each other.
  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
    delegate = nil
  }

  func channelInactive(context: ChannelHandlerContext) {
    handshakeTimer?.cancel()
    self.context = nil
    let receiver = delegate
    delegate = nil
    receiver?.closed(failure)
    context.fireChannelInactive()
  }

  private func start() {
    guard handshakeTimer == nil else { return }
    handshakeTimer = loop.scheduleTask(in: TimeAmount(limits.handshakeTimeout)) {
      if !self.hasSettings { self.fail(UnfinishedGreeting()) }
    }
    flush()
  }

  /// Hears all until the peer's settings are here; from then on, the delegate hears for itself.
  func received(_ event: HTTP2Event) {
    if case .settings = event {
      hasSettings = true
      handshakeTimer?.cancel()
      session.report(to: delegate)
    }
    delegate?.received(event)
  }

  private func flush() {
    isFlushScheduled = false
    guard let context, !isClosing else { return }
    do { try writePending(context) } catch { failure = failure ?? error }
    if failure != nil || isEnding || session.isOver { finish(context) }
  }

  private func writePending(_ context: ChannelHandlerContext) throws {
    var isEmpty = false
    var held = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    while !isEmpty, context.channel.isWritable {
      var buffer = context.channel.allocator.buffer(capacity: Self.roomAtFirst)
      while !isEmpty, buffer.readableBytes < limits.writeBytesMaximum {
        let buffered = buffer.readableBytes
        try unsafe buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: max(Self.roomAtFirst, held.count)) { room in
          let filled = try unsafe session.fill(
            room, &held, bytesWanted: limits.writeBytesMaximum - buffered)
          isEmpty = filled.isEmpty
          return filled.count
        }
      }
      guard buffer.readableBytes > 0 else { break }
      counters?.bytesSent.add(UInt64(truncatingIfNeeded: buffer.readableBytes))
      // At once: TLS keeps what is not flushed to itself, and the channel would seem writable for ever.
      context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    }
  }

  /// Says no more, and closes when the peer has, or after a second: closing at once could reset the connection and take
  /// what the peer has not read yet with it.
  private func finish(_ context: ChannelHandlerContext) {
    isClosing = true
    let channel = context.channel
    let written = channel.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(channel.allocator.buffer(capacity: 0)), promise: written)
    written.futureResult.whenComplete { _ in channel.close(mode: .output, promise: nil) }
    channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
  }
}
