import Tracing

/// The part of a trace that one call is, at its server or its client.
final class CallTrace: Sendable {
  /// The call's own span.
  let context: TraceContext?
  /// The caller's span, in hexadecimal digits; nil when the call began the trace.
  let parent: String?
  /// What the tracer records; nil without one.
  let span: (any Span)?
  /// What tasks that work for the call carry.
  let taskContext: InstrumentationContext
  /// What a client's request says of it.
  let fields: HeaderList

  init(
    context: TraceContext?, parent: String?, span: (any Span)?, taskContext: InstrumentationContext,
    fields: HeaderList = HeaderList()
  ) {
    self.context = context
    self.parent = parent
    self.span = span
    self.taskContext = taskContext
    self.fields = fields
  }

  /// The same part of the trace for one of several attempts, which do not end the span.
  var withoutSpan: CallTrace {
    CallTrace(context: context, parent: parent, span: nil, taskContext: taskContext, fields: fields)
  }

  /// The call has its status: the span ends with it.
  ///
  /// - Parameter isError: Whether it counts as this side's failure (OpenTelemetry's conventions for gRPC).
  func end(_ status: RPCStatus, isError: Bool) {
    guard let span else { return }
    span.attributes["rpc.grpc.status_code"] = status.code.rawValue
    if isError { span.setStatus(SpanStatus(code: .error, message: status.message)) }
    span.end()
  }
}

extension Tracer {
  /// A span for a call, with what OpenTelemetry's conventions for gRPC say of it.
  func startCallSpan(_ path: String, _ kind: SpanKind, in context: InstrumentationContext) -> any Tracing.Span {
    let span = startSpan(String(path.dropFirst()), context: context, ofKind: kind)
    let parts = path.split(separator: "/", maxSplits: 1)
    span.attributes["rpc.system"] = "grpc"
    if parts.count == 2 {
      span.attributes["rpc.service"] = String(parts[0])
      span.attributes["rpc.method"] = String(parts[1])
    }
    return span
  }
}
