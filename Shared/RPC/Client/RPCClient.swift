public import Logging
public import NIOCore

/// A gRPC client of one service, which may run on many servers.
///
/// Addresses are looked up, and connections made, when the first call needs them; a lost connection is remade not faster
/// than the back-off. Each call goes to a server that is ready (``RPCClientOptions/balancing``). Calls may be made from any
/// task, many at once. A call that fails throws an `RPCStatus`: UNAVAILABLE when the server cannot be reached, DEADLINE_EXCEEDED when the timeout passes, CANCELLED when its task is cancelled. Call `close` when
/// done.
public final class RPCClient: Sendable {
  private let channel: ClientChannel
  private let options: RPCClientOptions
  private let tracing: ClientTracing

  /// A client of the servers behind a host name, or of the one at a numeric address. Nothing is connected yet.
  public convenience init(
    host: String, port: Int, options: RPCClientOptions = RPCClientOptions(), group: any EventLoopGroup, logger: Logger
  ) {
    self.init(target: RPCTarget(host: host, port: port), options: options, group: group, logger: logger)
  }

  /// A client of the servers that a target names. Nothing is connected yet.
  public convenience init(
    target: RPCTarget, options: RPCClientOptions = RPCClientOptions(), group: any EventLoopGroup, logger: Logger
  ) {
    let source: Resolution.Source =
      switch target.scheme {
      case .dns(let host, let port): .resolver(DNSResolver(host: host, port: port))
      case .addresses(let addresses): .fixed(addresses)
      }
    self.init("\(target)", target.authority, target.serverName, source, options, group, logger)
  }

  /// A client of the servers that a resolver finds. Nothing is connected yet.
  ///
  /// - Parameter name: What the servers are together, for `:authority`, certificates and errors; as `home:8001`.
  public convenience init(
    resolver: any AddressResolver, name: String, options: RPCClientOptions = RPCClientOptions(),
    group: any EventLoopGroup,
    logger: Logger
  ) {
    let host = (try? RPCTarget(name))?.serverName ?? name
    self.init(name, name, host, .resolver(resolver), options, group, logger)
  }

  private init(
    _ target: String, _ authority: String?, _ serverName: String?, _ source: Resolution.Source,
    _ options: RPCClientOptions, _ group: any EventLoopGroup, _ logger: Logger
  ) {
    options.check()
    self.options = options
    tracing = ClientTracing(options.tracing)
    channel = ClientChannel(
      target: target, authority: authority, serverName: serverName, source: source, options: options, loop: group.any(),
      logger: logger)
  }

  /// Sends one request and returns the one reply.
  public func unary<Request: WireMessage, Response: WireMessage>(
    _ path: String, _ request: Request, options: CallOptions = CallOptions()
  ) async throws -> Response {
    let call = makeCall(path, options, takesOneReply: true)
    let frame = try call.encode(request)
    if options.isIdempotent, options.retries == nil, let policy = self.options.hedging {
      return try call.decode(try await HedgedCall(call, policy, frame).reply())
    }
    return try await withTaskCancellationHandler {
      channel.start(call, with: frame)
      return try await call.reply()
    } onCancel: {
      call.onLoop { call.abandon() }
    }
  }

  /// Sends one request; the replies can be read from what is returned. The call begins at once.
  public func serverStreaming<Request: WireMessage, Response: WireMessage>(
    _ path: String, _ request: Request, options: CallOptions = CallOptions()
  ) -> ResponseStream<Response> {
    let call = makeCall(path, options, takesOneReply: false)
    do {
      channel.start(call, with: try call.encode(request))
    } catch {
      call.onLoop { call.end(error) }
    }
    return ResponseStream(call)
  }

  /// Sends what `produce` writes, and returns the one reply.
  ///
  /// - Throws: Also what `produce` throws; the call is then cancelled.
  public func clientStreaming<Request: WireMessage, Response: WireMessage>(
    _ path: String, options: CallOptions = CallOptions(),
    _ produce: @Sendable (RequestWriter<Request>) async throws -> Void
  ) async throws -> Response {
    let call = makeCall(path, options, takesOneReply: true)
    return try await withTaskCancellationHandler {
      channel.start(call)
      try await call.writeRequests(produce)
      return try await call.reply()
    } onCancel: {
      call.onLoop { call.abandon() }
    }
  }

  /// Sends what `produce` writes, in a task of its own, while the replies can be read from what is returned.
  ///
  /// When `produce` throws, the call is cancelled; when the call ends, writing throws.
  public func bidirectional<Request: WireMessage, Response: WireMessage>(
    _ path: String, options: CallOptions = CallOptions(),
    _ produce: @escaping @Sendable (RequestWriter<Request>) async throws -> Void
  ) -> ResponseStream<Response> {
    let call = makeCall(path, options, takesOneReply: false)
    channel.start(call)
    let task = Task { _ = try? await call.writeRequests(produce) }
    return ResponseStream(call, producer: task)
  }

  /// Asks for the servers' addresses now, as when one was just added; returns when they are in use. Without effect when
  /// they are fixed.
  public func resolveAgain() async { await channel.resolveNow() }

  /// Where the client stands now. Asking connects to nothing.
  public func state() async -> ConnectivityState {
    let channel = channel
    return await withCheckedContinuation { continuation in
      channel.onLoop { continuation.resume(returning: channel.state) }
    }
  }

  /// Cancels what is in flight and closes the connections. Calls made later fail.
  public func close() async { await channel.close() }

  private func makeCall(_ path: String, _ callOptions: CallOptions, takesOneReply: Bool) -> ClientCall {
    let timeout = callOptions.timeout ?? (takesOneReply ? options.defaultTimeout : nil)
    return ClientCall(
      path: path, options: callOptions, deadline: timeout.map { .now + $0 }, takesOneReply: takesOneReply,
      trace: tracing.trace(of: path), channel: channel)
  }
}
