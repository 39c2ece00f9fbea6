import CNghttp2

/// nghttp2's callbacks. Each finds the session's state and hands it on; none allocates or decides more than it must.
enum HTTP2Callbacks {
  /// A new set of callbacks, to be freed with `nghttp2_session_callbacks_del`.
  static func make() throws(HTTP2Error) -> OpaquePointer? {
    var callbacks: OpaquePointer?
    try unsafe HTTP2Error.check(Int(nghttp2_session_callbacks_new(&callbacks)), "callbacks")
    unsafe nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks) { _, _, user in
      unsafe HTTP2Callbacks.with(user) { $0.beginHeaders() }
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_header_callback2(callbacks) { _, _, name, value, _, user in
      unsafe HTTP2Callbacks.with(user) { unsafe $0.headers.append(name, value) }
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks) { _, _, stream, bytes, count, user in
      unsafe HTTP2Callbacks.with(user) { state in
        var chunk = state.memory?.takeArray() ?? []
        unsafe chunk.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
        state.emit(.data(stream: stream, chunk))
      }
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_stream_close_callback(callbacks) { session, stream, code, user in
      unsafe HTTP2Callbacks.with(user) { state in
        state.emit(.closed(stream: stream, HTTP2ErrorCode(rawValue: code)))
        if let attached = unsafe HTTP2Stream.attached(to: stream, of: session) { state.release(attached) }
        if !state.isServer { state.requests[stream] = nil }
      }
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks) { session, frame, user in
      guard let frame = unsafe frame else { return 0 }
      unsafe HTTP2Callbacks.with(user) { unsafe HTTP2Callbacks.received(frame, session, $0) }
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_frame_send_callback(callbacks) { session, frame, user in
      guard let frame = unsafe frame else { return 0 }
      unsafe HTTP2Callbacks.with(user) { unsafe HTTP2Callbacks.sent(frame, session, $0) }
      return 0
    }
    return unsafe callbacks
  }

  /// Where nghttp2 reads the outgoing bytes of a stream that is attached.
  static func bodyProvider() -> nghttp2_data_provider {
    unsafe nghttp2_data_provider(
      source: nghttp2_data_source(),
      read_callback: { session, stream, buffer, length, flags, _, user in
        guard let flags = unsafe flags, let stream = unsafe HTTP2Stream.attached(to: stream, of: session)
        else { return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue) }
        return unsafe HTTP2Callbacks.with(user) { state in
          unsafe state.readBody(
            of: stream, into: UnsafeMutableBufferPointer(start: buffer, count: length), flags: flags, session: session)
        }
      })
  }

  /// The session's state, which lives while nghttp2 calls: its references are not counted.
  @inline(__always)
  private static func with<Result>(
    _ user: UnsafeMutableRawPointer?, _ body: (HTTP2SessionState) -> Result
  ) -> Result {
    guard let user = unsafe user else { preconditionFailure("nghttp2 gives back what it was given") }
    return unsafe Unmanaged<HTTP2SessionState>.fromOpaque(user)._withUnsafeGuaranteedRef(body)
  }

  private static func received(
    _ frame: UnsafePointer<nghttp2_frame>, _ session: OpaquePointer?, _ state: HTTP2SessionState
  ) {
    let header = unsafe frame.pointee.hd
    state.framesReceived &+= 1
    let endsStream = header.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
    let isAcknowledgement = header.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) != 0
    switch UInt32(header.type) {
    case NGHTTP2_HEADERS.rawValue:
      let isRequest = unsafe frame.pointee.headers.cat == NGHTTP2_HCAT_REQUEST
      let isTaken = state.endHeaders(stream: header.stream_id, isRequest: isRequest, endsStream: endsStream)
      if !isTaken { unsafe reset(header.stream_id, .protocolError, session) }
    case NGHTTP2_DATA.rawValue where endsStream:
      state.emit(.ended(stream: header.stream_id))
    case NGHTTP2_SETTINGS.rawValue where !isAcknowledgement:
      state.emit(.settings)
    case NGHTTP2_PING.rawValue where isAcknowledgement:
      if let ping = unsafe HTTP2Ping(payload: frame.pointee.ping.opaque_data) { state.emit(.pong(ping)) }
    case NGHTTP2_PING.rawValue:
      state.emit(.ping)
    case NGHTTP2_GOAWAY.rawValue:
      let code = unsafe HTTP2ErrorCode(rawValue: frame.pointee.goaway.error_code)
      unsafe state.emit(.goAway(lastStream: frame.pointee.goaway.last_stream_id, code))
    default:
      break
    }
  }

  /// A server that has answered before the request ended tells the client to stop sending (RFC 9113, section 8.1).
  private static func sent(
    _ frame: UnsafePointer<nghttp2_frame>, _ session: OpaquePointer?, _ state: HTTP2SessionState
  ) {
    let header = unsafe frame.pointee.hd
    if header.stream_id != 0 { state.hasAnswered = true }
    guard state.isServer, header.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0 else { return }
    guard header.type == NGHTTP2_HEADERS.rawValue || header.type == NGHTTP2_DATA.rawValue else { return }
    guard unsafe nghttp2_session_get_stream_remote_close(session, header.stream_id) == 0 else { return }
    unsafe reset(header.stream_id, .noError, session)
  }

  private static func reset(_ stream: Int32, _ code: HTTP2ErrorCode, _ session: OpaquePointer?) {
    _ = unsafe nghttp2_submit_rst_stream(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), stream, code.rawValue)
  }
}
