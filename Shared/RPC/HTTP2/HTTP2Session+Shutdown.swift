import CNghttp2

extension HTTP2Session {
  /// Tells the client that the end is near, and pings it: when the `pong` is here, every request it had sent is here.
  func announceShutdown() {
    _ = unsafe nghttp2_submit_shutdown_notice(handle)
    ping(.drain)
  }

  /// Takes no new stream from now on. Streams begun are finished; then the session `isOver`.
  func refuseNewStreams() {
    let last = unsafe nghttp2_session_get_last_proc_stream_id(handle)
    _ = unsafe nghttp2_submit_goaway(
      handle, UInt8(NGHTTP2_FLAG_NONE.rawValue), last, HTTP2ErrorCode.noError.rawValue, nil, 0)
  }

  /// Asks the peer; its `pong` has the same.
  func ping(_ ping: HTTP2Ping) {
    var payload = ping.rawValue
    unsafe withUnsafeBytes(of: &payload) { bytes in
      _ = unsafe nghttp2_submit_ping(
        handle, UInt8(NGHTTP2_FLAG_NONE.rawValue), bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    }
  }

  /// Tells the peer that it is cut off, why, and in which words; the transport is to be closed then.
  func refuse(_ code: HTTP2ErrorCode, _ words: StaticString) {
    let last = unsafe nghttp2_session_get_last_proc_stream_id(handle)
    _ = words.withUTF8Buffer { bytes in
      unsafe nghttp2_submit_goaway(
        handle, UInt8(NGHTTP2_FLAG_NONE.rawValue), last, code.rawValue, bytes.baseAddress, bytes.count)
    }
  }

  /// Ends everything at once, telling the peer why.
  func terminate(_ code: HTTP2ErrorCode) {
    _ = unsafe nghttp2_session_terminate_session(handle, code.rawValue)
  }
}
