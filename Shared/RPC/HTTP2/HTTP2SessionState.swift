import CNghttp2

/// What nghttp2's callbacks read and write: the events of the peer, and the bytes waiting for it.
///
/// The session owns it and outlives every call into nghttp2, which is handed an unretained pointer to it.
final class HTTP2SessionState {
  let isServer: Bool
  let headerListBytesMaximum: Int
  let outboundBytesLowWater: Int
  var events: [HTTP2Event] = []
  var bodies: [Int32: OutboundBody] = [:]
  /// The header list now being received. HTTP/2 allows no frame of another stream inside one.
  var headers = HeaderList()
  var headersTruncated = false
  /// Whether a header block has begun and not ended.
  var isReceivingHeaders = false
  /// Whole frames of the peer so far.
  var framesReceived: UInt64 = 0
  /// Whether a frame of a stream has been sent since somebody asked.
  var hasAnswered = false

  init(isServer: Bool, limits: RPCLimits) {
    self.isServer = isServer
    headerListBytesMaximum = limits.headerListBytesMaximum
    outboundBytesLowWater = limits.outboundBytesLowWater
  }

  func beginHeaders() {
    headers = HeaderList()
    headersTruncated = false
    isReceivingHeaders = true
  }

  /// Keeps a field while the list is within its limit. What is beyond is dropped and remembered, so that one compressed
  /// byte cannot make us hold four kilobytes for ever.
  func receiveField(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
    let size = headers.sizeBytes + name.count + value.count + 32
    guard !headersTruncated, size <= headerListBytesMaximum else {
      headersTruncated = true
      return
    }
    unsafe headers.append(name: name, value: value)
  }

  func endHeaders(stream: Int32, endsStream: Bool) {
    events.append(.headers(stream: stream, headers, endsStream: endsStream, truncated: headersTruncated))
    headers = HeaderList()
    isReceivingHeaders = false
  }

  func closed(stream: Int32, code: UInt32) {
    bodies[stream] = nil
    events.append(.closed(stream: stream, HTTP2ErrorCode(rawValue: code)))
  }

  /// Fills a DATA frame of `stream`, and says in `flags` how it ends.
  func readBody(
    of stream: Int32, into buffer: UnsafeMutableBufferPointer<UInt8>, flags: UnsafeMutablePointer<UInt32>,
    session: OpaquePointer?
  ) -> Int {
    guard var body = bodies.removeValue(forKey: stream) else {
      return Int(NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue)
    }
    defer { bodies[stream] = body }
    let count = unsafe body.read(into: buffer)
    if body.isAwaited, body.count <= outboundBytesLowWater {
      body.isAwaited = false
      events.append(.drained(stream: stream))
    }
    guard body.count == 0 else { return count }
    switch body.ending {
    case .open:
      guard count == 0 else { return count }
      body.isDeferred = true
      return Int(NGHTTP2_ERR_DEFERRED.rawValue)
    case .endOfStream:
      unsafe flags.pointee |= UInt32(NGHTTP2_DATA_FLAG_EOF.rawValue)
    case .trailers(let trailers):
      unsafe flags.pointee |= UInt32(NGHTTP2_DATA_FLAG_EOF.rawValue | NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue)
      let code = unsafe trailers.withNghttp2Fields { list, count in
        unsafe Int(nghttp2_submit_trailer(session, stream, list, count))
      }
      if code != 0 { return Int(NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue) }
    }
    return count
  }
}
