public import Logging
public import NIOCore

/// A gRPC client of one server, over one connection that is made when a call needs it and remade after it is lost.
///
/// Calls may be made from any task, many at once. A call that fails throws an `RPCStatus`: UNAVAILABLE when the server
/// cannot be reached, DEADLINE_EXCEEDED when the timeout passes, CANCELLED when its task is cancelled. Call `close` when
/// done.
public final class RPCClient: Sendable {
  private let connector: ClientConnector
  private let options: RPCClientOptions

  /// A client of the server at `host` and `port`. Nothing is connected yet.
  public init(
    host: String, port: Int, options: RPCClientOptions = RPCClientOptions(), group: any EventLoopGroup, logger: Logger
  ) {
    options.check()
    self.options = options
    connector = ClientConnector(host: host, port: port, options: options, loop: group.any(), logger: logger)
  }

  /// Sends one request and returns the one reply.
  public func unary<Request: WireMessage, Response: WireMessage>(
    _ path: String, _ request: Request, options: CallOptions = CallOptions()
  ) async throws -> Response {
    let call = makeCall(path, options, takesOneReply: true)
    let frame = try call.encode(request)
    return try await withTaskCancellationHandler {
      connector.start(call, with: frame)
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
      connector.start(call, with: try call.encode(request))
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
      connector.start(call)
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
    connector.start(call)
    let task = Task { _ = try? await call.writeRequests(produce) }
    return ResponseStream(call, producer: task)
  }

  /// Cancels what is in flight and closes the connection. Calls made later fail.
  public func close() async { await connector.close() }

  private func makeCall(_ path: String, _ callOptions: CallOptions, takesOneReply: Bool) -> ClientCall {
    ClientCall(
      path: path, options: callOptions, timeout: callOptions.timeout ?? (takesOneReply ? options.defaultTimeout : nil),
      takesOneReply: takesOneReply, limits: options.limits, compression: callOptions.compression ?? options.compression,
      loop: connector.loop)
  }
}
