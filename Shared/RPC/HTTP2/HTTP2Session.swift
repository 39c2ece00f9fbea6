import CNghttp2
import Glibc

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
  private let limits: RPCLimits

  /// A session whose first bytes, the settings, wait to be sent. Its memory is of `memory`, or malloc's without it.
  init(_ role: Role, limits: RPCLimits, memory: HTTP2Memory? = nil) throws(HTTP2Error) {
    let isServer = role == .server
    self.limits = limits
    let state = HTTP2SessionState(isServer: isServer, limits: limits, memory: memory)
    let callbacks = unsafe try HTTP2Callbacks.make()
    defer { unsafe nghttp2_session_callbacks_del(callbacks) }
    let options = unsafe try HTTP2Options.make(limits, isServer: isServer)
    defer { unsafe nghttp2_option_del(options) }
    let user = unsafe Unmanaged.passUnretained(state).toOpaque()
    var handle: OpaquePointer?
    let create = unsafe isServer ? nghttp2_session_server_new3 : nghttp2_session_client_new3
    let code: Int32
    if let memory {
      var functions = unsafe memory.functions
      code = unsafe create(&handle, callbacks, user, options, &functions)
    } else {
      code = unsafe create(&handle, callbacks, user, options, nil)
    }
    try HTTP2Error.check(Int(code), "session")
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
    guard let memory = state.memory else { return unsafe nghttp2_session_del(handle) }
    // Nobody else has them any more: the loop alone frees them.
    nonisolated(unsafe) let (handle, state) = unsafe (handle, state)
    memory.onLoop {
      unsafe nghttp2_session_del(handle)
      unsafe state.headers.forget()
    }
  }

  /// Takes bytes of the peer, cut anywhere.
  func receive(_ bytes: Span<UInt8>) throws(HTTP2Error) {
    var start = 0
    while start < bytes.count {
      if !state.blocks.isHolding {
        let end = state.blocks.passingEnd(of: bytes, from: start)
        if end > start { try feed(bytes.extracting(start..<end)) }
        start = end
      }
      if start < bytes.count { try hold(bytes, from: &start) }
    }
  }

  private func feed(_ bytes: Span<UInt8>) throws(HTTP2Error) {
    let count = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe nghttp2_session_mem_recv(handle, buffer.baseAddress, buffer.count)
    }
    try HTTP2Error.check(count, "receiving")
  }

  /// Takes frames that are to be seen whole before nghttp2 sees them.
  private func hold(_ bytes: Span<UInt8>, from position: inout Int) throws(HTTP2Error) {
    switch state.blocks.hold(bytes, from: &position) {
    case .wait: break
    case .pass(let frames): try feed(frames.span)
    case .shortened(let frames):
      state.headers.isShortened = true
      defer { state.headers.isShortened = false }
      try feed(frames.span)
    case .tooLong:
      refuse(.enhanceYourCalm, "header_block_too_long")
      throw .headerBlockTooLong(limit: limits.headerBlockBytesMaximum)
    }
  }

  /// Grows whenever a header list was not the same as the one before.
  var headerListNumber: Int { state.headers.listNumber }

  /// Tells `receiver` of everything from now on, and nobody when there is none.
  func report(to receiver: (any HTTP2EventReceiver)?) { state.receiver = receiver }

  /// What happened since the last call by receiving, and by sending (drained and closed streams), while nobody was told.
  func takeEvents() -> [HTTP2Event] {
    guard !state.events.isEmpty else { return [] }
    let events = state.events
    state.events = []
    return events
  }

  /// Lends the next frame to be sent to `body`. Returns whether there was one.
  func sendNext(_ body: (Span<UInt8>) -> Void) throws(HTTP2Error) -> Bool {
    let frame = unsafe try nextFrame()
    unsafe body(frame.span)
    return !frame.isEmpty
  }

  /// Fills `room` with whole frames to be sent, until there are as many bytes as are wanted: first with `held`, the one that
  /// did not fit the last time, and leaves there the one that does not fit now. Returns how many bytes were written, and
  /// whether nothing is left.
  func fill(
    _ room: UnsafeMutableRawBufferPointer, _ held: inout UnsafeBufferPointer<UInt8>, bytesWanted: Int
  ) throws(HTTP2Error) -> (count: Int, isEmpty: Bool) {
    var count = 0
    if held.isEmpty { unsafe held = unsafe try nextFrame() }
    while !held.isEmpty {
      guard held.count <= room.count - count, let target = room.baseAddress, let source = held.baseAddress
      else { return (count, false) }
      unsafe memcpy(target + count, source, held.count)
      count += held.count
      unsafe held = unsafe count < bytesWanted ? try nextFrame() : UnsafeBufferPointer(start: nil, count: 0)
      if count >= bytesWanted { return (count, false) }
    }
    return (count, true)
  }

  /// nghttp2's next frame, valid until the one after it is asked for; empty when there is none.
  private func nextFrame() throws(HTTP2Error) -> UnsafeBufferPointer<UInt8> {
    var start: UnsafePointer<UInt8>?
    let count = unsafe try HTTP2Error.check(nghttp2_session_mem_send(handle, &start), "sending")
    return unsafe UnsafeBufferPointer(start: start, count: count)
  }

  /// Whether nothing will ever be received or sent again, so that the transport may be closed.
  var isOver: Bool {
    unsafe nghttp2_session_want_read(handle) == 0 && nghttp2_session_want_write(handle) == 0
  }
}
