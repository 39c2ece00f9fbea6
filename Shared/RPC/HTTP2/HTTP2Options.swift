import CNghttp2

/// nghttp2's options and the settings we announce, both from the limits.
enum HTTP2Options {
  /// Options to be freed with `nghttp2_option_del`.
  static func make(_ limits: RPCLimits, isServer: Bool) throws(HTTP2Error) -> OpaquePointer? {
    var options: OpaquePointer?
    try unsafe HTTP2Error.check(Int(nghttp2_option_new(&options)), "options")
    // The window opens again only when a handler has taken the bytes: memory stays bounded under a slow one.
    unsafe nghttp2_option_set_no_auto_window_update(options, 1)
    // Servers check header lists by `HeaderRules`.
    unsafe nghttp2_option_set_no_http_messaging(options, isServer ? 1 : 0)
    // Closed streams are otherwise kept for the priority tree of RFC 7540, which gRPC does not use.
    unsafe nghttp2_option_set_no_closed_streams(options, 1)
    unsafe nghttp2_option_set_stream_reset_rate_limit(options, limits.streamResetsBurst, limits.streamResetsPerSecond)
    unsafe nghttp2_option_set_max_continuations(options, limits.continuationsMaximum)
    unsafe nghttp2_option_set_max_settings(options, limits.settingsEntriesMaximum)
    unsafe nghttp2_option_set_max_outbound_ack(options, limits.pendingAcknowledgementsMaximum)
    unsafe nghttp2_option_set_max_send_header_block_length(options, limits.headerListBytesMaximum)
    return unsafe options
  }

  /// Queues our SETTINGS frame and opens the connection's window.
  static func submitSettings(_ session: OpaquePointer?, isServer: Bool, _ limits: RPCLimits) throws(HTTP2Error) {
    var settings = [
      entry(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, limits.streamWindowBytes),
      entry(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, limits.headerListBytesMaximum),
    ]
    if isServer {
      settings.append(entry(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, limits.concurrentStreamsMaximum))
      // gRPC does not use the priority tree of RFC 7540, so nghttp2 need not keep one (RFC 9218).
      settings.append(entry(NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1))
    } else {
      settings.append(entry(NGHTTP2_SETTINGS_ENABLE_PUSH, 0))
    }
    let none = UInt8(NGHTTP2_FLAG_NONE.rawValue)
    let code = unsafe settings.withUnsafeBufferPointer { list in
      unsafe nghttp2_submit_settings(session, none, list.baseAddress, list.count)
    }
    try HTTP2Error.check(Int(code), "settings")
    let window = unsafe nghttp2_session_set_local_window_size(session, none, 0, Int32(limits.connectionWindowBytes))
    try HTTP2Error.check(Int(window), "connection window")
  }

  private static func entry(_ identifier: nghttp2_settings_id, _ value: Int) -> nghttp2_settings_entry {
    nghttp2_settings_entry(settings_id: Int32(identifier.rawValue), value: UInt32(value))
  }
}
