import NIOCore
import NIOHTTP1

/// Gives each part of a request its time, and answers requests under foreign names itself.
///
/// Each part's time runs from its beginning to its end, so that bytes that trickle in do not prolong it.
final class RequestGuard: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let connections: WebConnections
  private let identifier: ObjectIdentifier
  private var timer: Scheduled<Void>?
  /// Requests whose answers are not written: a client may send several at once.
  private var unanswered = 0
  private var isIdle = false
  private var isInRequest = false
  private var isRefused = false

  init(_ connections: WebConnections, _ identifier: ObjectIdentifier) {
    self.connections = connections
    self.identifier = identifier
  }

  /// Begins to wait for the first head.
  func begin(_ channel: any Channel) { allow(connections.limits.headTimeout, channel) }

  /// Bytes came: when nothing was awaited, a head begins.
  func bytesCame(_ channel: any Channel) {
    guard isIdle else { return }
    isIdle = false
    allow(connections.limits.headTimeout, channel)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isRefused else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      let ownAddress = context.localAddress?.ipAddress
      if let fault = connections.hosts.fault(of: head.headers["host"], at: ownAddress) {
        return refuse(fault, head, context)
      }
      unanswered += 1
      isInRequest = true
      allow(connections.limits.bodyTimeout, context.channel)
    case .body: break
    case .end:
      isInRequest = false
      if unanswered == 0 {
        awaitNext(context.channel)
      } else {
        connections.note(identifier, isBeingAnswered: true)
        allow(connections.limits.answerTimeout, context.channel)
      }
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
    let written = promise ?? context.eventLoop.makePromise(of: Void.self)
    let channel = context.channel
    let this = NIOLoopBound(self, eventLoop: context.eventLoop)
    written.futureResult.whenSuccess { this.value.answered(channel) }
    context.write(data, promise: written)
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  private func answered(_ channel: any Channel) {
    unanswered = max(0, unanswered - 1)
    if unanswered == 0, !isInRequest, channel.isActive { awaitNext(channel) }
  }

  private func awaitNext(_ channel: any Channel) {
    connections.note(identifier, isBeingAnswered: false)
    isIdle = true
    allow(connections.limits.idleTimeout, channel)
  }

  private func refuse(_ fault: AllowedHosts.Fault, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    isRefused = true
    // An answer before those that are due would be taken for one of them.
    guard unanswered == 0 else { return context.close(promise: nil) }
    let body = ByteBuffer(string: fault.sentence + "\n")
    let headers: HTTPHeaders = [
      "content-type": "text/plain; charset=utf-8", "content-length": "\(body.readableBytes)",
      "cache-control": "no-store", "connection": "close",
    ]
    let response = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: fault.status), headers: headers)
    context.write(wrapOutboundOut(.head(response)), promise: nil)
    if head.method != .HEAD { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
  }

  private func allow(_ time: TimeAmount, _ channel: any Channel) {
    timer?.cancel()
    timer = channel.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }
}

/// Closes a connection that sends too much before a request is answered.
final class ByteGuard: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer

  private let limits: WebLimits
  private let requests: RequestGuard
  private var bytesSinceAnswer = 0

  init(_ limits: WebLimits, _ requests: RequestGuard) {
    self.limits = limits
    self.requests = requests
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    bytesSinceAnswer += unwrapInboundIn(data).readableBytes
    guard bytesSinceAnswer <= limits.requestBytesMaximum else { return context.close(promise: nil) }
    requests.bytesCame(context.channel)
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    bytesSinceAnswer = 0
    context.write(data, promise: promise)
  }
}
