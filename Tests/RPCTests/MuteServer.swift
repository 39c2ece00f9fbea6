import NIOCore
import NIOPosix
import Synchronization

@testable import RPC

/// A listener that greets each peer with HTTP/2's SETTINGS and then says nothing, as a machine that has just died.
final class MuteServer: Sendable {
  /// Connections that were accepted, and those that peers have closed.
  let opened = Probe()
  let closed = Probe()
  let port: Int
  private let listener: any Channel
  private let accepted = Accepted()

  /// - Parameter greets: Whether it says even that much.
  init(greets: Bool = true) async throws {
    let (opened, closed, accepted) = (self.opened, self.closed, self.accepted)
    listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.closeFuture.whenComplete { _ in closed.fire() }
        accepted.channels.withLock { $0.append(channel) }
        opened.fire()
        return channel.eventLoop.makeCompletedFuture {
          let session = try HTTP2Session(.server, limits: .standard)
          guard greets else { return }
          try channel.pipeline.syncOperations.addHandler(Greeting(bytes: try session.drain()))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = listener.localAddress?.port ?? 0
  }

  func close() async throws { try? await listener.close() }

  /// Closes the listener and what it has accepted: whoever comes now is refused.
  func hangUp() async throws {
    try await listener.close()
    for channel in accepted.channels.withLock({ $0 }) { try? await channel.close() }
  }

  private final class Accepted: Sendable {
    let channels = Mutex<[any Channel]>([])
  }

  private final class Greeting: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    func channelActive(context: ChannelHandlerContext) {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
  }
}
