import Tracing

/// Decides which trace a call at a server belongs to. One for all connections of a server.
struct ServerTracing: Sendable {
  private let options: TracingOptions
  private let tracer: (any Tracer)?
  /// Whether calls without a trace get one.
  let isActive: Bool

  init(_ options: TracingOptions) {
    self.options = options
    tracer = options.activeTracer
    isActive = options.startsTraces || tracer != nil
  }

  /// The trace of a call with these headers; nil when it belongs to none. Fields that break the grammar are as good as
  /// absent, and counted.
  func trace(of headers: HeaderList, path: String, peerAddress: String, _ counters: TransportCounters) -> CallTrace? {
    let parent = headers.traceContext(counters)
    if let tracer { return spanTrace(tracer, headers, parent, path: path, peerAddress: peerAddress) }
    guard let own = parent?.child() ?? begun() else { return nil }
    var context = InstrumentationContext.topLevel
    context.traceContext = own
    return CallTrace(context: own, parent: parent?.spanText, span: nil, taskContext: context)
  }

  private func begun() -> TraceContext? {
    guard options.startsTraces else { return nil }
    return .root(isSampled: options.sampledShare > 0 && Double.random(in: 0..<1) < options.sampledShare)
  }

  /// The tracer knows the trace: ours is what it would tell those it calls.
  private func spanTrace(
    _ tracer: any Tracer, _ headers: HeaderList, _ parent: TraceContext?, path: String, peerAddress: String
  ) -> CallTrace {
    var context = InstrumentationContext.topLevel
    tracer.extract(headers, into: &context, using: HeaderListExtractor())
    let span = tracer.startCallSpan(path, .server, in: context)
    span.attributes["network.peer.address"] = peerAddress
    var carrier = HeaderList()
    tracer.inject(span.context, into: &carrier, using: HeaderListInjector())
    let own = carrier.traceContext(nil)
    var inside = span.context
    inside.traceContext = own
    return CallTrace(context: own, parent: parent?.spanText, span: span, taskContext: inside)
  }

  /// Whether a status is the server's failure, and not only its caller's.
  static func isFailure(_ code: RPCStatus.Code) -> Bool {
    switch code {
    case .unknown, .deadlineExceeded, .unimplemented, .internalError, .unavailable, .dataLoss: true
    default: false
    }
  }
}
