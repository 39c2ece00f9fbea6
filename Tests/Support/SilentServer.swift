import Glibc

/// A server on loopback that takes connections and never says a word.
public final class SilentServer: Sendable {
  private let socket: Int32
  /// Where it listens.
  public let port: Int

  /// Begins to listen.
  ///
  /// - Throws: `LoopbackPort.NoPort`.
  public init() throws {
    (socket, port) = try LoopbackPort.bound()
    guard listen(socket, 128) == 0 else { throw LoopbackPort.NoPort() }
  }

  deinit { close(socket) }
}
