public import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A small HTTP/1.1 server for machines that watch the process: a few pages, GET only, everything bounded.
///
/// Pages are made off the event loop, so that a long one holds no call back.
public final class MonitoringServer: Sendable {
  /// Makes a page; given the request's `Accept` header, empty when there is none.
  public typealias Page = @Sendable (_ accept: String) -> MonitoringAnswer

  private struct State {
    var listener: (any Channel)?
  }

  private let host: String
  private let port: Int
  private let pages: [String: Page]
  private let limits: MonitoringLimits
  private let group: any EventLoopGroup
  private let connections: WebConnections
  private let state = Mutex(State())

  /// A server of these pages by their paths, such as `/metrics`; port zero for any free one.
  ///
  /// - Parameter allowedHosts: More names than the loopback's and `host` under which it is asked.
  public init(
    host: String, port: Int, pages: [String: Page], allowedHosts: [String] = [],
    limits: MonitoringLimits = MonitoringLimits(), group: any EventLoopGroup
  ) {
    self.host = host
    self.port = port
    self.pages = pages
    self.limits = limits
    self.group = group
    connections = WebConnections(limits: limits.web, hosts: AllowedHosts(listening: host, and: allowedHosts))
  }

  /// Begins to listen; returns the port.
  ///
  /// - Throws: The system's error, for instance when the port is taken.
  public func start() async throws -> Int {
    let listener = try await ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 128)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try self.accept(channel) }
      }
      .bind(host: host, port: port).get()
    state.withLock { $0.listener = listener }
    return listener.localAddress?.port ?? port
  }

  /// Stops listening and closes what is open.
  public func stop() async {
    try? await state.withLock { $0.listener }?.close()
    await connections.close()
  }

  private func accept(_ channel: any Channel) throws {
    let pipeline = channel.pipeline.syncOperations
    try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: true)
    try connections.take(channel)
    try pipeline.addHandler(MonitoringHandler(pages: pages, limits: limits))
  }
}
