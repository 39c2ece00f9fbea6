public import Logging
public import Tracing

extension InstrumentationContext {
  private enum TraceContextKey: InstrumentationContextKey {
    typealias Value = TraceContext
  }

  /// The trace that the current task works for; calls made by it become part of it.
  ///
  /// Set for handlers of calls that belong to a trace: `InstrumentationContext.current?.traceContext`.
  public var traceContext: TraceContext? {
    get { self[TraceContextKey.self] }
    set { self[TraceContextKey.self] = newValue }
  }
}

extension Logger.MetadataProvider {
  /// Adds `trace_id` and `span_id` to what is logged on behalf of a call that belongs to a trace.
  public static let traceContext = Logger.MetadataProvider {
    InstrumentationContext.current?.traceContext?.logMetadata ?? [:]
  }
}

extension TraceContext {
  /// What log lines say of it.
  var logMetadata: Logger.Metadata { ["trace_id": .string(traceText), "span_id": .string(spanText)] }
}
