/// `grpc.health.v1.HealthCheckRequest`: one text. Written by hand, because this module knows no protobuf.
struct HealthWatchRequest: WireMessage {
  var service: String

  init(service: String) { self.service = service }

  /// Only servers read requests, and they have the real message.
  init(decoding bytes: Span<UInt8>) throws {
    throw RPCStatus(.unimplemented, "health requests are only sent here")
  }

  func appendEncoded(to buffer: inout [UInt8]) {
    guard !service.isEmpty else { return }
    buffer.append(0x0a)  // Field 1, a length and bytes.
    var count = service.utf8.count
    while count >= 0x80 {
      buffer.append(UInt8(truncatingIfNeeded: count) | 0x80)
      count >>= 7
    }
    buffer.append(UInt8(count))
    buffer.append(contentsOf: service.utf8)
  }
}

/// `grpc.health.v1.HealthCheckResponse`: one number.
struct HealthWatchResponse: WireMessage, Equatable {
  /// The statuses of the protocol; others that may come count as not serving.
  enum Status: UInt64 {
    case unknown = 0
    case serving = 1
    case notServing = 2
    case serviceUnknown = 3
  }

  var status: Status

  /// Reads field 1, and passes over fields that the protocol may gain.
  init(decoding bytes: Span<UInt8>) throws {
    var position = 0
    var value: UInt64 = 0
    while position < bytes.count {
      let key = try Self.varint(bytes, &position)
      switch key & 7 {
      case 0:
        let number = try Self.varint(bytes, &position)
        if key >> 3 == 1 { value = number }
      case 2:
        let count = try Self.varint(bytes, &position)
        guard count <= UInt64(bytes.count - position) else {
          throw RPCStatus(.internalError, "a health response ends inside a field")
        }
        position += Int(count)
      default: throw RPCStatus(.internalError, "a health response has a field of wire type \(key & 7)")
      }
    }
    status = Status(rawValue: value) ?? .unknown
  }

  func appendEncoded(to buffer: inout [UInt8]) {
    if status != .unknown { buffer += [0x08, UInt8(status.rawValue)] }
  }

  private static func varint(_ bytes: Span<UInt8>, _ position: inout Int) throws(RPCStatus) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) where position < bytes.count {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
    }
    throw RPCStatus(.internalError, "a health response ends inside a number")
  }
}
