import Tracing

extension HeaderList {
  /// The trace that the fields name; nil when they name none.
  ///
  /// A second `traceparent`, or one that breaks the grammar, is none at all; a `tracestate` that breaks its own is left
  /// out. Each is counted.
  func traceContext(_ counters: TransportCounters?) -> TraceContext? {
    var parents: [ArraySlice<UInt8>] = []
    var states: [ArraySlice<UInt8>] = []
    for index in indices {
      if isName(at: index, "traceparent") { parents.append(valueBytes(at: index)) }
      if isName(at: index, "tracestate") { states.append(valueBytes(at: index)) }
    }
    guard let parent = parents.first else { return nil }
    let state = TraceState.joined(states)
    if state == nil { counters?.traceContextsIgnored.add() }
    guard parents.count == 1, let context = TraceContext(parent: parent, state: state ?? "") else {
      counters?.traceContextsIgnored.add()
      return nil
    }
    return context
  }
}

/// Reads a tracer's fields from a request.
struct HeaderListExtractor: Extractor {
  func extract(key: String, from headers: HeaderList) -> String? {
    let name = key.lowercased()
    return headers.indices.first { headers.name(at: $0) == name }.map { headers.value(at: $0) }
  }
}

/// Writes a tracer's fields into a request. What no HTTP/2 field may hold is left out.
struct HeaderListInjector: Injector {
  func inject(_ value: String, forKey key: String, into headers: inout HeaderList) {
    let name = key.lowercased()
    guard !name.isEmpty, name.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: ":") }),
      value.utf8.allSatisfy({ (0x20...0x7e).contains($0) })
    else { return }
    headers.append(name, value)
  }
}
