import NIOCore

/// Closes a connection that sends too much before a request's end, or nothing for too long.
final class RequestBound: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer

  private let limits: MonitoringLimits
  private var bytesSinceAnswer = 0
  private var timer: Scheduled<Void>?

  init(_ limits: MonitoringLimits) { self.limits = limits }

  func channelActive(context: ChannelHandlerContext) {
    restart(context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    bytesSinceAnswer += unwrapInboundIn(data).readableBytes
    guard bytesSinceAnswer <= limits.requestBytesMaximum else { return context.close(promise: nil) }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    bytesSinceAnswer = 0
    restart(context)
    context.write(data, promise: promise)
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    context.fireChannelInactive()
  }

  /// The time runs from one answer to the next, so that a request sent byte by byte does not prolong it.
  private func restart(_ context: ChannelHandlerContext) {
    timer?.cancel()
    let channel = context.channel
    timer = context.eventLoop.scheduleTask(in: limits.idleTimeout) { channel.close(promise: nil) }
  }
}
