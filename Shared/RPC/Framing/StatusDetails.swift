extension RPCStatus {
  /// The domain of our reasons in `google.rpc.ErrorInfo`.
  public static let reasonDomain = "bandstand"

  /// A status with a reason for programs, and when it is worth trying again, as `google.rpc.Status` carries them
  /// (`google.rpc.ErrorInfo` and `google.rpc.RetryInfo` in google/rpc/error_details.proto).
  ///
  /// - Parameters:
  ///   - reason: Stable, such as "STORE_UNAVAILABLE".
  ///   - retryAfter: How long to wait at least; nil where nothing is said of it.
  public init(_ code: Code, _ message: String, reason: String, retryAfter: Duration? = nil) {
    var info = ProtobufWriter()
    info.add(1, reason)
    info.add(2, Self.reasonDomain)
    var details = ProtobufWriter()
    details.add(1, UInt64(code.rawValue))
    details.add(2, message)
    details.add(3, any("google.rpc.ErrorInfo", info).bytes)
    if let retryAfter {
      var delay = ProtobufWriter()
      let (seconds, attoseconds) = retryAfter.components
      delay.add(1, UInt64(max(0, seconds)))
      delay.add(2, UInt64(max(0, attoseconds / 1_000_000_000)))
      var retry = ProtobufWriter()
      retry.add(1, delay.bytes)
      details.add(3, any("google.rpc.RetryInfo", retry).bytes)
    }
    self.init(code, message, details: details.bytes)
  }
}

/// A `google.protobuf.Any` of that message.
private func any(_ name: String, _ message: ProtobufWriter) -> ProtobufWriter {
  var any = ProtobufWriter()
  any.add(1, "type.googleapis.com/\(name)")
  any.add(2, message.bytes)
  return any
}

/// The few fields that details need, in protobuf's wire format.
private struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ field: UInt8, _ number: UInt64) {
    guard number != 0 else { return }
    bytes.append(field << 3)
    append(number)
  }

  mutating func add(_ field: UInt8, _ text: String) { add(field, Array(text.utf8)) }

  mutating func add(_ field: UInt8, _ content: [UInt8]) {
    bytes.append(field << 3 | 2)
    append(UInt64(content.count))
    bytes += content
  }

  private mutating func append(_ varint: UInt64) {
    var rest = varint
    while rest >= 128 {
      bytes.append(UInt8(rest & 127 | 128))
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
