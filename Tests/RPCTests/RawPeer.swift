import NIOCore
import NIOPosix

/// A peer that sends what a test wants over a socket of its own, and hears or not what comes back.
struct RawPeer {
  /// How an honest client begins.
  static let greeting = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + RawFrame.settings().bytes

  private let channel: any Channel

  /// - Parameter reads: Whether what comes back is read, and thrown away.
  static func connected(port: Int, reads: Bool = true) async throws -> RawPeer {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.autoRead, value: reads)
      .connect(host: "127.0.0.1", port: port).get()
    return RawPeer(channel: channel)
  }

  /// Sends bytes. The peer may have closed the connection: that is no error here.
  func send(_ bytes: [UInt8]) async { try? await channel.writeAndFlush(ByteBuffer(bytes: bytes)) }

  /// Closes the connection without a word of HTTP/2.
  func drop() async { try? await channel.close() }

  /// Returns when the other side has closed the connection.
  func cut() async throws { try await channel.closeFuture.get() }
}
