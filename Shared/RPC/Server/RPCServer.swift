public import Logging
public import NIOCore
import NIOPosix
import Synchronization

/// A gRPC server on one address.
public final class RPCServer: Sendable {
  private struct State {
    var listener: (any Channel)?
    var connections: [ObjectIdentifier: ServerConnection] = [:]
    var isStopping = false
    /// By event loop.
    var instruments: [ObjectIdentifier: ServerInstruments] = [:]
    var emptied: EventLoopPromise<Void>?
  }

  private let router: RPCRouter
  private let host: String
  private let port: Int
  private let options: RPCServerOptions
  private let group: any EventLoopGroup
  private let logger: Logger
  private let state = Mutex(State())

  /// A server that will listen on `host` and `port`, zero for any free one.
  public init(
    router: RPCRouter, host: String, port: Int, options: RPCServerOptions = RPCServerOptions(),
    group: any EventLoopGroup, logger: Logger
  ) {
    options.limits.check()
    self.router = router
    self.host = host
    self.port = port
    self.options = options
    self.group = group
    self.logger = logger
  }

  /// Begins to listen; returns the port.
  ///
  /// - Throws: The system's error, for instance when the port is taken.
  public func start() async throws -> Int {
    let listener = try await ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: Int32(options.backlog))
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: false)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try self.accept(channel) }
      }
      .bind(host: host, port: port).get()
    state.withLock { $0.listener = listener }
    return listener.localAddress?.port ?? port
  }

  /// Stops listening, tells every client, lets accepted calls end, and returns when the last connection is closed or
  /// `limit` has passed; what still runs then is cut off with UNAVAILABLE.
  public func shutdownGracefully(within limit: Duration) async {
    let (listener, connections) = state.withLock { state in
      state.isStopping = true
      return (state.listener, Array(state.connections.values))
    }
    try? await listener?.close()
    for connection in connections { connection.onLoop { connection.drain() } }
    let loop = group.next()
    let (emptied, isEmpty) = state.withLock { state in
      let emptied = state.emptied ?? loop.makePromise(of: Void.self)
      state.emptied = emptied
      return (emptied, state.connections.isEmpty)
    }
    if isEmpty { emptied.succeed() }
    let cutting = loop.scheduleTask(in: TimeAmount(clamping: limit)) { self.cutAll() }
    try? await emptied.futureResult.get()
    cutting.cancel()
  }

  private func cutAll() {
    for connection in state.withLock({ Array($0.connections.values) }) { connection.onLoop { connection.cut() } }
  }

  private func accept(_ channel: any Channel) throws {
    let isFull = state.withLock { $0.isStopping || $0.connections.count >= options.limits.connectionsMaximum }
    let instruments = instruments(on: channel.eventLoop)
    guard !isFull else {
      instruments.transport.connectionsFailed.add()
      throw RPCStatus(.unavailable, "the server takes no more connections")
    }
    try options.prepareChannel(channel)
    let http2 = try HTTP2Connection(.server, limits: options.limits, loop: channel.eventLoop)
    let identifier = ObjectIdentifier(http2)
    let connection = ServerConnection(
      http2: http2, router: router, options: options, executor: EventLoopTaskExecutor(channel.eventLoop),
      peerAddress: Self.text(of: channel.remoteAddress), instruments: instruments, logger: logger,
      onClose: { self.forget(identifier) })
    http2.delegate = connection
    state.withLock { $0.connections[identifier] = connection }
    channel.closeFuture.whenComplete { _ in self.forget(identifier) }
    try channel.pipeline.syncOperations.addHandler(http2)
    if state.withLock({ $0.isStopping }) { connection.drain() }
  }

  private func instruments(on loop: any EventLoop) -> ServerInstruments {
    state.withLock { state in
      if let known = state.instruments[ObjectIdentifier(loop)] { return known }
      let instruments = options.instruments.server(methods: router.pathsByIndex, on: loop)
      state.instruments[ObjectIdentifier(loop)] = instruments
      return instruments
    }
  }

  private func forget(_ identifier: ObjectIdentifier) {
    let emptied = state.withLock { state in
      state.connections[identifier] = nil
      return state.connections.isEmpty ? state.emptied : nil
    }
    emptied?.succeed()
  }

  private static func text(of address: SocketAddress?) -> String {
    guard let address, let host = address.ipAddress, let port = address.port else { return "unknown" }
    return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
