import CNghttp2

extension HTTP2Session {
  /// Begins a request and returns its stream. It is held back while the peer's limit on streams is reached.
  func request(_ headers: HeaderList) throws(HTTP2Error) -> Int32 {
    var provider = unsafe HTTP2Callbacks.bodyProvider()
    let stream = unsafe headers.withNghttp2Fields { list, count in
      unsafe Int(nghttp2_submit_request(handle, nil, list, count, &provider, nil))
    }
    let identifier = Int32(truncatingIfNeeded: try HTTP2Error.check(stream, "request"))
    state.bodies[identifier] = OutboundBody()
    return identifier
  }

  /// Streams that the peer lets us have open at once; 2^32 - 1 when it has set no limit.
  var peerStreamsMaximum: Int {
    unsafe Int(nghttp2_session_get_remote_settings(handle, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS))
  }

  /// Answers a request: a header list alone when `endsStream`, otherwise with a body to be written.
  func respond(to stream: Int32, _ headers: HeaderList, endsStream: Bool) throws(HTTP2Error) {
    var provider = unsafe HTTP2Callbacks.bodyProvider()
    if !endsStream { state.bodies[stream] = OutboundBody() }
    let code = unsafe headers.withNghttp2Fields { list, count in
      guard !endsStream else { return unsafe Int(nghttp2_submit_response(handle, stream, list, count, nil)) }
      return unsafe Int(nghttp2_submit_response(handle, stream, list, count, &provider))
    }
    try HTTP2Error.check(code, "response")
  }

  /// Queues body bytes. Ignored on a stream that is gone or was ended.
  func write(_ bytes: [UInt8], to stream: Int32) {
    resume(stream) { $0.append(bytes) }
  }

  /// Ends our side of a stream after the bytes queued.
  func finish(_ stream: Int32, _ ending: OutboundBody.Ending) {
    resume(stream) { $0.ending = ending }
  }

  /// Bytes of a stream that are queued here and not yet in a frame.
  func outboundBytes(of stream: Int32) -> Int { state.bodies[stream]?.count ?? 0 }

  /// Asks for a `drained` event when the stream's queue has fallen to the low-water mark.
  func awaitDrain(of stream: Int32) { state.bodies[stream]?.isAwaited = true }

  /// Gives a stream up at once, whatever is queued. Its `closed` event follows when the frame has been sent.
  func reset(_ stream: Int32, _ code: HTTP2ErrorCode) {
    _ = unsafe nghttp2_submit_rst_stream(handle, UInt8(NGHTTP2_FLAG_NONE.rawValue), stream, code.rawValue)
  }

  /// Lets the peer send `count` more bytes on the stream (if it still is) and on the connection.
  func consume(_ count: Int, of stream: Int32) {
    guard count > 0 else { return }
    _ = unsafe nghttp2_session_consume(handle, stream, count)
  }

  private func resume(_ stream: Int32, _ change: (inout OutboundBody) -> Void) {
    guard let index = state.bodies.index(forKey: stream) else { return }
    change(&state.bodies.values[index])
    guard state.bodies.values[index].isDeferred else { return }
    state.bodies.values[index].isDeferred = false
    _ = unsafe nghttp2_session_resume_data(handle, stream)
  }
}
