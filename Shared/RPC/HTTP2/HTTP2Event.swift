/// What the peer did, in the order in which it did it.
enum HTTP2Event: Equatable, Sendable {
  /// A request's or a response's header list, or the one that ends a response. `truncated` when it was longer than the limit allows.
  case headers(stream: Int32, HeaderList, endsStream: Bool, truncated: Bool)
  /// A request that breaks HTTP/2's rules for header lists began or ended; it is told to nobody else, and its stream is reset.
  case malformed(stream: Int32, HeaderFault)
  /// Body bytes. The session waits for `consume` before it lets the peer send as many more.
  case data(stream: Int32, [UInt8])
  /// The peer will send nothing more on this stream, said by a DATA frame or by a request's trailers, whose fields nobody asks for.
  case ended(stream: Int32)
  /// The stream is gone: finished by both sides, reset by one, or never begun.
  case closed(stream: Int32, HTTP2ErrorCode)
  /// The stream's outgoing bytes fell to the low-water mark.
  case drained(stream: Int32)
  /// The peer's settings arrived: it speaks HTTP/2.
  case settings
  /// The peer asks whether we are there; nghttp2 answers by itself.
  case ping
  /// The peer answered our ping.
  case pong(HTTP2Ping)
  /// The peer will take no stream beyond `lastStream`.
  case goAway(lastStream: Int32, HTTP2ErrorCode)
}
