import Testing

@testable import RPC

@Suite("The grammar of W3C trace context")
struct TraceContextTests {
  private static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

  @Test("A valid traceparent is read, and written the same")
  func valid() throws {
    let context = try #require(
      read([("traceparent", Self.parent), ("tracestate", "rojo=00f067aa0ba902b7, congo=t61rcWkgMzE")]))
    #expect(context.traceText == "4bf92f3577b34da6a3ce929d0e0e4736")
    #expect(context.spanText == "00f067aa0ba902b7")
    #expect(context.isSampled)
    #expect(context.parentText == Self.parent)
    #expect(context.state == "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE")
  }

  @Test(
    "Later versions are read as far as they are known",
    arguments: [
      "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what",
      "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    ])
  func laterVersions(parent: String) throws {
    #expect(try #require(read([("traceparent", parent)])).parentText == Self.parent)
  }

  @Test(
    "A traceparent that breaks the grammar is none, and is counted",
    arguments: [
      "", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7", "\(parent)-more", "\(parent)0",
      "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
      "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
      "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
      "0x-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.what", " \(parent)",
    ])
  func invalid(parent: String) {
    let counters = TransportCounters()
    #expect(read([("traceparent", parent)], counters) == nil)
    #expect(counters.traceContextsIgnored.total == 1)
  }

  @Test("Two traceparents are none")
  func twice() { #expect(read([("traceparent", Self.parent), ("traceparent", Self.parent)]) == nil) }

  @Test(
    "A tracestate that breaks the grammar is left out, and the trace goes on",
    arguments: [
      "a", "a=", "=b", "A=b", "1a=b", "a=b,a=c", "a=b=c", "a@=b", "@a=b", "a@1b=c", "a=b c\u{7f}", "é=b",
      (0...32).map { "k\($0)=v" }.joined(separator: ","), "\(String(repeating: "k", count: 257))=v",
    ])
  func invalidState(state: String) throws {
    let counters = TransportCounters()
    let context = try #require(read([("traceparent", Self.parent), ("tracestate", state)], counters))
    #expect(context.state.isEmpty)
    #expect(counters.traceContextsIgnored.total == 1)
  }

  @Test("Fields of tracestate are joined, blanks and empty members go, and what is too long is cut at a member")
  func state() throws {
    let context = try #require(
      read([("traceparent", Self.parent), ("tracestate", " a=1 ,,\t"), ("tracestate", "1t@sys=b c")]))
    #expect(context.state == "a=1,1t@sys=b c")
    let long = (0..<10).map { "k\($0)=\(String(repeating: "v", count: 100))" }
    let cut = try #require(read([("traceparent", Self.parent), ("tracestate", long.joined(separator: ","))]))
    #expect(cut.state == long.prefix(4).joined(separator: ","))
  }

  @Test("A child has the trace and its state, and a span of its own")
  func child() throws {
    let parent = try #require(read([("traceparent", Self.parent), ("tracestate", "a=b")]))
    let child = parent.child()
    #expect(child.traceText == parent.traceText && child.state == parent.state && child.isSampled)
    #expect(child.span != parent.span && child.spanText.count == 16)
  }

  private func read(_ fields: [(String, String)], _ counters: TransportCounters? = nil) -> TraceContext? {
    var headers = HeaderList()
    for (name, value) in fields { headers.append(name, value) }
    return headers.traceContext(counters)
  }
}
