import NIOCore
import NIOSSL
import NIOTLS

/// Stands behind TLS until the handshake is over, and then says who the peer is, or why there is no connection.
///
/// HTTP/2 is added only then: a peer that does not get so far costs a TLS handshake and no more.
final class TLSHandshake: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let tls: NIOSSLHandler
  private let isServer: Bool
  private let limit: Duration
  private let promise: EventLoopPromise<PeerIdentity?>
  private var isFinished = false
  private var timer: Scheduled<Void>?

  init(_ tls: NIOSSLHandler, isServer: Bool, limit: Duration, loop: any EventLoop) {
    self.tls = tls
    self.isServer = isServer
    self.limit = limit
    promise = loop.makePromise()
  }

  /// Who the peer is, when the handshake is over.
  var finished: EventLoopFuture<PeerIdentity?> { promise.futureResult }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { startTimer(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    startTimer(context)
    context.fireChannelActive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case TLSUserEvent.handshakeCompleted(let negotiated)? = event as? TLSUserEvent else {
      return context.fireUserInboundEventTriggered(event)
    }
    do throws(TLSError) {
      guard negotiated == "h2" else { throw .noHTTP2(negotiated: negotiated) }
      finish(.success(try identity()))
      context.pipeline.syncOperations.removeHandler(self, promise: nil)
    } catch {
      if isServer, case .noHTTP2 = error { answerInHTTP1(context) }
      fail(error, context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    fail(TLSError.explaining(error, certificate: tls.peerCertificate), context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    finish(.failure(TLSError.closedDuringHandshake))
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    finish(.failure(TLSError.closedDuringHandshake))
  }

  private func startTimer(_ context: ChannelHandlerContext) {
    guard timer == nil, !isFinished else { return }
    let limit = limit
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(clamping: limit)) {
      self.fail(TLSError.handshakeTimeout(seconds: limit / .seconds(1)), context)
    }
  }

  /// A session that is taken up again shows the certificate of its beginning, which may have expired since.
  private func identity() throws(TLSError) -> PeerIdentity? {
    guard let certificate = tls.peerCertificate else { return nil }
    if isServer, certificate.isExpired { throw .untrustedCertificate(problem: .expired) }
    return try PeerIdentity(certificate)
  }

  private func fail(_ error: any Error, _ context: ChannelHandlerContext) {
    finish(.failure(error))
    context.close(promise: nil)
  }

  private func finish(_ result: Result<PeerIdentity?, any Error>) {
    timer?.cancel()
    guard !isFinished else { return }
    isFinished = true
    promise.completeWith(result)
  }

  /// Tells a client that knows no HTTP/2 what it has met.
  private func answerInHTTP1(_ context: ChannelHandlerContext) {
    let text = "This port takes gRPC over HTTP/2: offer \"h2\" by ALPN.\n"
    let reply = """
      HTTP/1.1 505 HTTP Version Not Supported\r\ncontent-type: text/plain\r\ncontent-length: \(text.utf8.count)\r\n\
      connection: close\r\n\r\n\(text)
      """
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: reply)), promise: nil)
  }
}
