import CNghttp2

extension HTTP2Session {
  /// Whole frames of the peer so far.
  var framesReceived: UInt64 { state.framesReceived }

  /// Whether the peer has begun a header block and not ended it: it can send nothing else.
  var isReceivingHeaders: Bool { state.isReceivingHeaders || state.blocks.isInBlock }

  /// The last stream that the peer has begun.
  var lastStreamReceived: Int32 { unsafe nghttp2_session_get_last_proc_stream_id(handle) }

  /// The stream that our next request will have.
  var nextStreamSent: UInt32 { unsafe nghttp2_session_get_next_stream_id(handle) }

  /// Whether the peer may send a byte of any stream: not while handlers hold the whole window of the connection.
  var letsPeerSend: Bool { unsafe nghttp2_session_get_local_window_size(handle) > 0 }

  /// Whether a frame of a stream has been sent since this was asked last.
  func takeHasAnswered() -> Bool {
    defer { state.hasAnswered = false }
    return state.hasAnswered
  }
}

extension HTTP2Ping {
  typealias Payload = (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8)

  /// The ping with these bytes; nil for one that is not ours.
  init?(payload: Payload) {
    self.init(rawValue: unsafe unsafeBitCast(payload, to: UInt64.self))
  }
}
