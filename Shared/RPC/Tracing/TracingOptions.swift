public import Tracing

/// How a server or a client takes part in traces.
///
/// A call whose request has a valid `traceparent` belongs to that trace, always. One that has none belongs to a new trace
/// where `startsTraces` is set or there is a tracer, and otherwise to none, which costs nothing.
public struct TracingOptions: Sendable {
  /// Whether a server begins a trace for calls that come without one: the front door's task, so that the logs of all
  /// services can be joined by it.
  public var startsTraces = false
  /// The part of the traces begun here that are marked as recorded, from 0 to 1. A tracer decides by itself.
  public var sampledShare = 0.0
  /// What makes spans; nil: what `InstrumentationSystem` was bootstrapped with when the server or client was made.
  public var tracer: (any Tracer)?

  /// The standard options, to be changed field by field.
  public init() {}

  /// The tracer to be used; nil when there is none.
  var activeTracer: (any Tracer)? {
    let tracer = self.tracer ?? InstrumentationSystem.tracer
    return tracer is NoOpTracer ? nil : tracer
  }
}
