public import InteropMessages
public import RPC

/// The server of the official interoperability tests: every feature that its description names and that does not need a
/// credential of a cloud.
public struct TestService: InteropWire.TestServiceServing {
  /// The same in all replies of this server.
  private let identifier = "bandstand-\(UInt64.random(in: .min ... .max))"
  private let machine: String

  /// A server that says it runs on `machine`.
  public init(machine: String = "localhost") { self.machine = machine }

  /// The options of a server of the tests: replies can be compressed, and are when a request asks for it.
  public static func options(_ security: ServerSecurity) -> RPCServerOptions {
    var options = RPCServerOptions()
    options.security = security
    options.compression = CompressionOptions(encoding: .gzip)
    return options
  }

  /// A router with this service and nothing else: `UnimplementedService` is unknown, as it must be.
  public var router: RPCRouter {
    var router = RPCRouter()
    register(in: &router)
    return router
  }

  /// Nothing for nothing.
  public func emptyCall(_ request: InteropWire.Empty, context: ServerContext) async throws -> InteropWire.Empty {
    try context.echoMetadata()
    return request
  }

  /// A payload of the size asked for, or the status asked for.
  public func unaryCall(
    _ request: InteropWire.SimpleRequest, context: ServerContext
  ) async throws -> InteropWire.SimpleResponse {
    try context.echoMetadata()
    try request.expectCompressed?.expectCompression(of: context)
    try request.responseStatus?.end()
    context.setReplyCompression(InteropWire.BoolValue.compression(request.responseCompressed))
    return InteropWire.SimpleResponse(
      payload: try .zeros(request.responseSize, request.responseType),
      username: request.fillUsername ? context.peer.identity?.commonName ?? "" : "",
      serverId: request.fillServerId ? identifier : "", hostname: machine)
  }

  /// The size of all payloads, when the caller has sent its last.
  public func streamingInputCall(
    _ requests: RequestStream<InteropWire.StreamingInputCallRequest>, context: ServerContext
  ) async throws -> InteropWire.StreamingInputCallResponse {
    try context.echoMetadata()
    var size = 0
    for try await request in requests {
      try request.expectCompressed?.expectCompression(of: context)
      size += request.payload?.body.count ?? 0
    }
    return InteropWire.StreamingInputCallResponse(aggregatedPayloadSize: Int32(clamping: size))
  }

  /// The replies asked for, in their order.
  public func streamingOutputCall(
    _ request: InteropWire.StreamingOutputCallRequest, context: ServerContext,
    responses: ResponseWriter<InteropWire.StreamingOutputCallResponse>
  ) async throws {
    try context.echoMetadata()
    try await answer(request, responses)
  }

  /// The replies that each request asks for, as soon as it is there.
  public func fullDuplexCall(
    _ requests: RequestStream<InteropWire.StreamingOutputCallRequest>, context: ServerContext,
    responses: ResponseWriter<InteropWire.StreamingOutputCallResponse>
  ) async throws {
    try context.echoMetadata()
    for try await request in requests { try await answer(request, responses) }
  }

  /// The replies that all requests ask for, when the caller has sent its last.
  public func halfDuplexCall(
    _ requests: RequestStream<InteropWire.StreamingOutputCallRequest>, context: ServerContext,
    responses: ResponseWriter<InteropWire.StreamingOutputCallResponse>
  ) async throws {
    try context.echoMetadata()
    var waiting: [InteropWire.StreamingOutputCallRequest] = []
    for try await request in requests {
      guard waiting.count < Self.waitingRequestsMaximum else {
        throw RPCStatus(.resourceExhausted, "at most \(Self.waitingRequestsMaximum) requests are kept for later")
      }
      waiting.append(request)
    }
    for request in waiting { try await answer(request, responses) }
  }

  /// Says that it is not there.
  public func unimplementedCall(_: InteropWire.Empty, context: ServerContext) async throws -> InteropWire.Empty {
    throw RPCStatus(.unimplemented, "\(context.path) is there to be missing")
  }

  /// Requests of one half-duplex call.
  private static let waitingRequestsMaximum = 1000

  /// Ends the call when the request says so, or else sends the replies that it asks for.
  private func answer(
    _ request: InteropWire.StreamingOutputCallRequest,
    _ responses: ResponseWriter<InteropWire.StreamingOutputCallResponse>
  ) async throws {
    try request.responseStatus?.end()
    for parameters in request.responseParameters {
      if parameters.intervalUs > 0 { try await Task.sleep(for: .microseconds(parameters.intervalUs)) }
      let payload = try InteropWire.Payload.zeros(parameters.size, request.responseType)
      try await responses.write(
        InteropWire.StreamingOutputCallResponse(payload: payload),
        compression: InteropWire.BoolValue.compression(parameters.compressed))
    }
  }
}
