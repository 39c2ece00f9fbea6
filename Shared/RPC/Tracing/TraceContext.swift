/// Which trace a call is part of, and which of its spans: what W3C's `traceparent` and `tracestate` say.
///
/// Made anew for each call: the trace stays, the span is the call's own.
public struct TraceContext: Hashable, Sendable {
  /// The upper and the lower half of the trace's 16 bytes; not both zero.
  public let traceHigh: UInt64
  /// The lower half of the trace's 16 bytes.
  public let traceLow: UInt64
  /// The span's 8 bytes; not zero.
  public let span: UInt64
  /// Bit 0: the trace is recorded. Bit 1: its lower bytes are random. No other bit is ever set.
  public let flags: UInt8
  /// What tracing systems pass on, as they wrote it; empty when there is nothing.
  public let state: String

  /// A context of that trace and span.
  init(traceHigh: UInt64, traceLow: UInt64, span: UInt64, flags: UInt8, state: String) {
    self.traceHigh = traceHigh
    self.traceLow = traceLow
    self.span = span
    self.flags = flags
    self.state = state
  }

  /// A new trace with its first span.
  public static func root(isSampled: Bool) -> TraceContext {
    var generator = SystemRandomNumberGenerator()
    return TraceContext(
      traceHigh: generator.next(), traceLow: .random(in: 1 ... .max, using: &generator),
      span: .random(in: 1 ... .max, using: &generator), flags: isSampled ? 3 : 2, state: "")
  }

  /// A new span of the same trace.
  public func child() -> TraceContext {
    TraceContext(
      traceHigh: traceHigh, traceLow: traceLow, span: .random(in: 1 ... .max), flags: flags, state: state)
  }

  /// Whether the trace is recorded.
  public var isSampled: Bool { flags & 1 == 1 }

  /// The trace's 32 hexadecimal digits.
  public var traceText: String { HexadecimalNumber.text(of: traceHigh) + HexadecimalNumber.text(of: traceLow) }

  /// The span's 16 hexadecimal digits.
  public var spanText: String { HexadecimalNumber.text(of: span) }
}
