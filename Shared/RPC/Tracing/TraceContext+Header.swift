extension TraceContext {
  /// The length of a `traceparent` of version 00.
  private static let parentCount = 55

  /// What `traceparent` says (W3C Trace Context, section 3.2.2); nil for anything that breaks its grammar.
  ///
  /// Later versions than 00 may have more behind another dash; what is known of them is read. Version ff is none.
  init?(parent: ArraySlice<UInt8>, state: String) {
    let bytes = Array(parent.prefix(Self.parentCount + 1))
    guard bytes.count >= Self.parentCount, bytes[2] == Self.dash, bytes[35] == Self.dash, bytes[52] == Self.dash,
      let version = HexadecimalNumber.read(bytes[0..<2]), version != 0xff,
      let high = HexadecimalNumber.read(bytes[3..<19]), let low = HexadecimalNumber.read(bytes[19..<35]),
      let span = HexadecimalNumber.read(bytes[36..<52]), let flags = HexadecimalNumber.read(bytes[53..<55]),
      high | low != 0, span != 0
    else { return nil }
    if bytes.count > Self.parentCount {
      guard version > 0, bytes[Self.parentCount] == Self.dash else { return nil }
    }
    self.init(traceHigh: high, traceLow: low, span: span, flags: UInt8(flags & 3), state: state)
  }

  /// The `traceparent` that says this.
  var parentText: String { "00-\(traceText)-\(spanText)-0\(flags)" }

  /// Adds `traceparent`, and `tracestate` if there is one.
  func append(to headers: inout HeaderList) {
    headers.append("traceparent", parentText)
    if !state.isEmpty { headers.append("tracestate", state) }
  }

  private static let dash = UInt8(ascii: "-")
}
