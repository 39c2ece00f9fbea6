import CNghttp2

extension HTTP2Session {
  /// The streams attached and not yet closed, the newest first.
  var streams: [HTTP2Stream] { state.streams }

  /// The stream attached under that number; nil for one that is closed, or has nothing attached.
  func stream(_ identifier: Int32) -> HTTP2Stream? {
    guard state.isServer else { return state.requests[identifier] }
    return unsafe HTTP2Stream.attached(to: identifier, of: handle)
  }

  /// Makes nghttp2 find `stream` under its number, and holds it until it is closed. Nothing happens if it is already.
  func attach(_ stream: HTTP2Stream) {
    let pointer = unsafe Unmanaged.passUnretained(stream).toOpaque()
    guard unsafe nghttp2_session_set_stream_user_data(handle, stream.identifier, pointer) == 0 else { return }
    state.keep(stream)
  }

  /// Begins a request and returns its stream. It is held back while the peer's limit on streams is reached.
  func request(_ headers: HeaderList) throws(HTTP2Error) -> Int32 {
    var provider = unsafe HTTP2Callbacks.bodyProvider()
    let stream = HTTP2Stream(0)
    let pointer = unsafe Unmanaged.passUnretained(stream).toOpaque()
    let code = unsafe headers.withNghttp2Fields { list, count in
      unsafe nghttp2_submit_request(handle, nil, list, count, &provider, pointer)
    }
    stream.identifier = Int32(truncatingIfNeeded: try HTTP2Error.check(Int(code), "request"))
    state.requests[stream.identifier] = stream
    state.keep(stream)
    return stream.identifier
  }

  /// Streams that the peer lets us have open at once; 2^32 - 1 when it has set no limit.
  var peerStreamsMaximum: Int {
    unsafe Int(nghttp2_session_get_remote_settings(handle, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS))
  }

  /// Answers a request: a header list alone when `endsStream`, otherwise with a body to be written.
  func respond(to stream: Int32, _ headers: HeaderList, endsStream: Bool) throws(HTTP2Error) {
    var provider = unsafe HTTP2Callbacks.bodyProvider()
    if !endsStream, self.stream(stream) == nil { attach(HTTP2Stream(stream)) }
    let code = unsafe headers.withNghttp2Fields { list, count in
      guard !endsStream else { return unsafe nghttp2_submit_response(handle, stream, list, count, nil) }
      return unsafe nghttp2_submit_response(handle, stream, list, count, &provider)
    }
    try HTTP2Error.check(Int(code), "response")
  }

  /// Answers the request of a stream that is attached, with a body to be written.
  func respond(to stream: HTTP2Stream, _ headers: ConstantHeaders) throws(HTTP2Error) {
    var provider = unsafe HTTP2Callbacks.bodyProvider()
    let fields = unsafe headers.fields
    let code = unsafe nghttp2_submit_response(
      handle, stream.identifier, fields.baseAddress, fields.count, &provider)
    try HTTP2Error.check(Int(code), "response")
  }

  /// Queues body bytes. Ignored on a stream that is closed or was ended.
  func write(_ bytes: [UInt8], to stream: HTTP2Stream) {
    stream.append(bytes)
    resume(stream)
  }

  /// Ends our side of a stream after the bytes queued.
  func finish(_ stream: HTTP2Stream, _ ending: HTTP2Stream.Ending) {
    stream.ending = ending
    resume(stream)
  }

  /// Queues body bytes. Ignored on a stream that is closed or was ended.
  func write(_ bytes: [UInt8], to stream: Int32) {
    if let stream = self.stream(stream) { write(bytes, to: stream) }
  }

  /// Ends our side of a stream after the bytes queued.
  func finish(_ stream: Int32, _ ending: HTTP2Stream.Ending) {
    if let stream = self.stream(stream) { finish(stream, ending) }
  }

  /// Bytes of a stream that are queued here and not yet in a frame.
  func outboundBytes(of stream: Int32) -> Int { self.stream(stream)?.outboundBytes ?? 0 }

  /// Asks for a `drained` event when the stream's queue has fallen to the low-water mark.
  func awaitDrain(of stream: Int32) { self.stream(stream)?.isAwaited = true }

  /// Gives a stream up at once, whatever is queued. Its `closed` event follows when the frame has been sent.
  func reset(_ stream: Int32, _ code: HTTP2ErrorCode) {
    _ = unsafe nghttp2_submit_rst_stream(handle, UInt8(NGHTTP2_FLAG_NONE.rawValue), stream, code.rawValue)
  }

  /// Lets the peer send `count` more bytes on the stream (if it still is) and on the connection.
  func consume(_ count: Int, of stream: Int32) {
    guard count > 0 else { return }
    _ = unsafe nghttp2_session_consume(handle, stream, count)
  }

  private func resume(_ stream: HTTP2Stream) {
    guard stream.isDeferred, stream.isAttached else { return }
    stream.isDeferred = false
    _ = unsafe nghttp2_session_resume_data(handle, stream.identifier)
  }
}
