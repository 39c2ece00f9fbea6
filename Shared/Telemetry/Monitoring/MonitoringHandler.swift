import NIOCore
import NIOHTTP1

/// Answers the requests of one connection, one after the other.
final class MonitoringHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let pages: [String: MonitoringServer.Page]
  private let limits: MonitoringLimits
  private var request: HTTPRequestHead?

  init(pages: [String: MonitoringServer.Page], limits: MonitoringLimits) {
    self.pages = pages
    self.limits = limits
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): request = head
    case .body: break
    case .end:
      guard let head = request else { return }
      request = nil
      answer(head, context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    let accept = head.headers["accept"].joined(separator: ",")
    switch page(of: head) {
    case .failure(let refusal): write(refusal.answer, to: head, context)
    case .success(let page):
      context.eventLoop.makeFutureWithTask { page(accept) }
        .whenSuccess { handler.value.write($0, to: head, bound.value) }
    }
  }

  private struct Refusal: Error {
    let answer: MonitoringAnswer
  }

  private func page(of head: HTTPRequestHead) -> Result<MonitoringServer.Page, Refusal> {
    guard head.method == .GET || head.method == .HEAD else {
      return .failure(Refusal(answer: .line("only GET is answered here", status: 405)))
    }
    guard head.uri.utf8.count <= limits.pathBytesMaximum else {
      return .failure(Refusal(answer: .line("no page has such a long path", status: 414)))
    }
    let path = String(head.uri.prefix { $0 != "?" })
    guard let page = pages[path] else {
      let known = pages.keys.sorted().joined(separator: " ")
      return .failure(Refusal(answer: .line("no such page; there are \(known)", status: 404)))
    }
    return .success(page)
  }

  private func write(_ answer: MonitoringAnswer, to head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    var headers: HTTPHeaders = [
      "content-type": answer.contentType, "content-length": "\(answer.body.count)", "cache-control": "no-store",
    ]
    if !head.isKeepAlive { headers.add(name: "connection", value: "close") }
    let response = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status), headers: headers)
    context.write(wrapOutboundOut(.head(response)), promise: nil)
    if head.method != .HEAD {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
    }
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      if !head.isKeepAlive { channel.close(promise: nil) }
    }
  }
}
