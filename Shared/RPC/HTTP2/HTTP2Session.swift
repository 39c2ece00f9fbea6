import CNghttp2

/// One HTTP/2 connection without its transport: bytes in, events out; acts in, bytes out.
///
/// It does no I/O, reads no clock but nghttp2's own for its reset rate, and is used from one thread at a time. Errors it
/// throws end the connection; what happens to single streams arrives as events. Owns nghttp2's handle.
@safe struct HTTP2Session: ~Copyable {
  /// Which end of the connection we are.
  enum Role {
    case client
    case server
  }

  let handle: OpaquePointer?
  let state: HTTP2SessionState

  /// A session whose first bytes, the settings, wait to be sent.
  init(_ role: Role, limits: RPCLimits) throws(HTTP2Error) {
    let isServer = role == .server
    let state = HTTP2SessionState(isServer: isServer, limits: limits)
    let callbacks = unsafe try HTTP2Callbacks.make()
    defer { unsafe nghttp2_session_callbacks_del(callbacks) }
    let options = unsafe try HTTP2Options.make(limits)
    defer { unsafe nghttp2_option_del(options) }
    let user = unsafe Unmanaged.passUnretained(state).toOpaque()
    var handle: OpaquePointer?
    let create = unsafe isServer ? nghttp2_session_server_new2 : nghttp2_session_client_new2
    try unsafe HTTP2Error.check(Int(create(&handle, callbacks, user, options)), "session")
    do {
      try unsafe HTTP2Options.submitSettings(handle, isServer: isServer, limits)
    } catch {
      unsafe nghttp2_session_del(handle)
      throw error
    }
    unsafe self.handle = unsafe handle
    self.state = state
  }

  deinit {
    unsafe nghttp2_session_del(handle)
  }

  /// Takes bytes of the peer, cut anywhere.
  func receive(_ bytes: Span<UInt8>) throws(HTTP2Error) {
    let count = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe nghttp2_session_mem_recv(handle, buffer.baseAddress, buffer.count)
    }
    try HTTP2Error.check(count, "receiving")
  }

  /// What happened since the last call: by receiving, and by sending (drained and closed streams).
  func takeEvents() -> [HTTP2Event] {
    guard !state.events.isEmpty else { return [] }
    let events = state.events
    state.events = []
    return events
  }

  /// Lends the next frame to be sent to `body`. Returns whether there was one.
  func sendNext(_ body: (Span<UInt8>) -> Void) throws(HTTP2Error) -> Bool {
    var start: UnsafePointer<UInt8>?
    let count = unsafe try HTTP2Error.check(nghttp2_session_mem_send(handle, &start), "sending")
    guard count > 0, let start = unsafe start else { return false }
    unsafe body(UnsafeBufferPointer(start: start, count: count).span)
    return true
  }

  /// Whether nothing will ever be received or sent again, so that the transport may be closed.
  var isOver: Bool {
    unsafe nghttp2_session_want_read(handle) == 0 && nghttp2_session_want_write(handle) == 0
  }
}
