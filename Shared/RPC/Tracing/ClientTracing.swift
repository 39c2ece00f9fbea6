import Tracing

/// Makes a call part of the trace that its caller works for. One for all calls of a client.
struct ClientTracing: Sendable {
  private let tracer: (any Tracer)?

  init(_ options: TracingOptions) { tracer = options.activeTracer }

  /// The trace of a call made by the current task; nil when that works for none and there is no tracer.
  func trace(of path: String) -> CallTrace? {
    let current = InstrumentationContext.current
    if let tracer { return spanTrace(tracer, current ?? .topLevel, path) }
    guard let current, let parent = current.traceContext else { return nil }
    let own = parent.child()
    var fields = HeaderList()
    own.append(to: &fields)
    return CallTrace(context: own, parent: parent.spanText, span: nil, taskContext: current, fields: fields)
  }

  private func spanTrace(_ tracer: any Tracer, _ current: InstrumentationContext, _ path: String) -> CallTrace {
    let span = tracer.startCallSpan(path, .client, in: current)
    var fields = HeaderList()
    tracer.inject(span.context, into: &fields, using: HeaderListInjector())
    return CallTrace(
      context: fields.traceContext(nil), parent: current.traceContext?.spanText, span: span,
      taskContext: span.context, fields: fields)
  }
}
