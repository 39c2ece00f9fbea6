public import Logging
public import NIOCore
import NIOPosix
import Synchronization

/// A gRPC server on one address.
public final class RPCServer: Sendable {
  /// A connection, by how far it is.
  private enum Link {
    /// The peer has not proved that it can be talked to.
    case securing(any Channel)
    case open(ServerConnection)

    /// How much it is used, the least first; nil for one that has calls.
    var activity: Int? {
      switch self {
      case .securing: 0
      case .open(let connection): connection.use.load(ordering: .relaxed).activity
      }
    }
  }

  private struct Entry {
    var link: Link
    /// Grows from one connection to the next.
    let number: Int
  }

  private struct State {
    var listener: (any Channel)?
    var connections: [ObjectIdentifier: Entry] = [:]
    var connectionNumber = 0
    var isStopping = false
    /// By event loop.
    var loops: [ObjectIdentifier: ServerLoop] = [:]
    var emptied: EventLoopPromise<Void>?

    /// Takes one that makes no calls out of the connections: of some, the one that is used least, and of these the oldest.
    mutating func takeIdle() -> Link? {
      let some = connections.lazy.prefix(RPCServer.connectionsCompared).compactMap { identifier, entry in
        entry.link.activity.map { (activity: $0, number: entry.number, identifier: identifier) }
      }
      guard let least = some.min(by: { ($0.activity, $0.number) < ($1.activity, $1.number) }) else { return nil }
      return connections.removeValue(forKey: least.identifier)?.link
    }
  }

  /// How many connections are looked at for one that gives way: whoever connects must not cost more the more there are.
  private static let connectionsCompared = 64

  private let router: RPCRouter
  private let host: String
  private let port: Int
  private let options: RPCServerOptions
  private let group: any EventLoopGroup
  private let logger: Logger
  private let tracing: ServerTracing
  private let accessLog: AccessLog?
  private let state = Mutex(State())

  /// A server that will listen on `host` and `port`, zero for any free one.
  public init(
    router: RPCRouter, host: String, port: Int, options: RPCServerOptions = RPCServerOptions(),
    group: any EventLoopGroup, logger: Logger
  ) {
    options.check()
    self.router = router
    self.host = host
    self.port = port
    self.options = options
    self.group = group
    self.logger = logger
    tracing = ServerTracing(options.tracing)
    accessLog = AccessLog(logger)
  }

  /// Begins to listen; returns the port.
  ///
  /// - Throws: The system's error, for instance when the port is taken, or a ``TLSError``.
  public func start() async throws -> Int {
    let transport = try ServerTransport(options.security, host: host, limits: options.limits, logger: logger)
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: Int32(options.backlog))
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: false)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try self.accept(channel, transport) }
      }
    if let limit = options.keepalive.unacknowledgedMaximum {
      _ = bootstrap.childChannelOption(UnacknowledgedTime.option, value: UnacknowledgedTime.value(limit))
    }
    let listener = try await bootstrap.bind(host: host, port: port).get()
    state.withLock { $0.listener = listener }
    return listener.localAddress?.port ?? port
  }

  /// Stops listening, tells every client, lets accepted calls end, and returns when the last connection is closed or
  /// `limit` has passed; what still runs then is cut off with UNAVAILABLE.
  public func shutdownGracefully(within limit: Duration) async {
    let (listener, connections) = state.withLock { state in
      state.isStopping = true
      return (state.listener, state.connections.values.map(\.link))
    }
    try? await listener?.close()
    for link in connections {
      switch link {
      case .securing(let channel): channel.close(promise: nil)
      case .open(let connection): connection.onLoop { connection.drain() }
      }
    }
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
    for loop in state.withLock({ $0.loops.values }) { loop.end() }
  }

  private func cutAll() {
    for link in state.withLock({ $0.connections.values.map(\.link) }) {
      switch link {
      case .securing(let channel): ServerTransport.drop(channel)
      case .open(let connection): connection.onLoop { connection.cut() }
      }
    }
  }

  private func accept(_ channel: any Channel, _ transport: ServerTransport) throws {
    let identifier = ObjectIdentifier(channel)
    let (isTaken, idle) = state.withLock { state -> (Bool, Link?) in
      if state.isStopping { return (false, nil) }
      var idle: Link?
      if state.connections.count >= options.limits.connectionsMaximum {
        idle = state.takeIdle()
        guard idle != nil else { return (false, nil) }
      }
      state.connectionNumber += 1
      state.connections[identifier] = Entry(link: .securing(channel), number: state.connectionNumber)
      return (true, idle)
    }
    if let idle { giveWay(idle) }
    guard isTaken else {
      shared(on: channel.eventLoop).instruments.transport.connectionsFailed.add()
      throw RPCStatus(.unavailable, "the server takes no more connections")
    }
    channel.closeFuture.whenComplete { _ in self.forget(identifier) }
    let peer = try transport.secure(channel)
    peer.flatMapThrowing { try self.serve(channel, $0) }.whenFailure { self.refuse(channel, $0) }
  }

  private func giveWay(_ link: Link) {
    switch link {
    case .securing(let channel): ServerTransport.drop(channel)
    case .open(let connection): connection.onLoop { connection.giveWay() }
    }
  }

  /// Adds HTTP/2 to a channel whose peer is known.
  private func serve(_ channel: any Channel, _ peer: Peer) throws {
    let identifier = ObjectIdentifier(channel)
    let shared = shared(on: channel.eventLoop)
    let http2 = try HTTP2Connection(
      .server, limits: options.limits, loop: channel.eventLoop, memory: shared.memory)
    let connection = ServerConnection(
      http2: http2, router: router, options: options, shared: shared, peer: peer, logger: logger,
      onClose: { self.forget(identifier) })
    http2.delegate = connection
    let isStopping = state.withLock { state in
      // One that had to give way meanwhile stays out.
      state.connections[identifier]?.link = .open(connection)
      return state.isStopping || state.connections[identifier] == nil
    }
    try channel.pipeline.syncOperations.addHandler(http2)
    if isStopping { connection.drain() }
  }

  private func refuse(_ channel: any Channel, _ error: any Error) {
    shared(on: channel.eventLoop).instruments.transport.connectionsFailed.add()
    if error is TLSError { SecurityCounters.countHandshakeFailure() }
    logger.debug(
      "connection refused",
      metadata: ["peer": "\(ServerTransport.text(of: channel.remoteAddress))", "error": "\(error)"])
    channel.close(promise: nil)
  }

  private func shared(on loop: any EventLoop) -> ServerLoop {
    state.withLock { state in
      if let known = state.loops[ObjectIdentifier(loop)] { return known }
      let instruments = options.instruments.server(
        methods: router.pathsByIndex, on: loop, tracing: tracing, accessLog: accessLog)
      let shared = ServerLoop(loop, instruments)
      state.loops[ObjectIdentifier(loop)] = shared
      return shared
    }
  }

  private func forget(_ identifier: ObjectIdentifier) {
    let emptied = state.withLock { state in
      state.connections[identifier] = nil
      return state.connections.isEmpty ? state.emptied : nil
    }
    emptied?.succeed()
  }
}
