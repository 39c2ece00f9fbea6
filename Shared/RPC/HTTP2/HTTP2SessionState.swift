import CNghttp2

/// What nghttp2's callbacks read and write: who is told of the peer's doings, and the streams with what waits on them.
///
/// The session owns it and outlives every call into nghttp2, which is handed an unretained pointer to it.
final class HTTP2SessionState {
  let isServer: Bool
  /// Where bytes received are kept; nil for memory of malloc's.
  let memory: HTTP2Memory?
  let outboundBytesLowWater: Int
  /// Who is told of events. While there is nobody, `events` keeps them.
  var receiver: (any HTTP2EventReceiver)?
  var events: [HTTP2Event] = []
  /// Whether a header block has begun and not ended.
  var isReceivingHeaders = false
  /// Whole frames of the peer so far.
  var framesReceived: UInt64 = 0
  /// Whether a frame of a stream has been sent since somebody asked.
  var hasAnswered = false
  /// HTTP/2 allows no frame of another stream inside a header list, so one is gathered at a time.
  let headers: HeaderGatherer
  /// The peer's frames as they come in.
  var blocks: HeaderBlocks
  /// The number of the newest list that a request may begin with.
  private var wellFormedNumber = 0
  /// The newest of the streams attached. nghttp2 has unretained pointers to all of them.
  private var newest: HTTP2Stream?
  /// A client's streams by their numbers: nghttp2 does not find those whose headers are not sent yet.
  var requests: [Int32: HTTP2Stream] = [:]

  init(isServer: Bool, limits: RPCLimits, memory: HTTP2Memory?) {
    self.isServer = isServer
    self.memory = memory
    headers = HeaderGatherer(listBytesMaximum: limits.headerListBytesMaximum, isServer: isServer, memory: memory)
    blocks = HeaderBlocks(isServer: isServer, limits)
    outboundBytesLowWater = limits.outboundBytesLowWater
  }

  func beginHeaders() {
    headers.begin()
    isReceivingHeaders = true
  }

  func emit(_ event: HTTP2Event) {
    guard let receiver else { return events.append(event) }
    receiver.received(event)
  }

  deinit {
    // One by one: a long list would otherwise be freed by as deep a recursion.
    while let stream = newest { release(stream) }
  }

  /// The streams attached, the newest first.
  var streams: [HTTP2Stream] {
    Array(sequence(first: newest) { $0?.next }.lazy.compactMap { $0 })
  }

  func keep(_ stream: HTTP2Stream) {
    stream.isAttached = true
    stream.next = newest
    unsafe newest?.previous = stream
    newest = stream
  }

  /// Lets a stream go.
  func release(_ stream: HTTP2Stream) {
    guard stream.isAttached else { return }
    stream.isAttached = false
    let (next, previous) = unsafe (stream.next, stream.previous)
    stream.next = nil
    unsafe stream.previous = nil
    unsafe next?.previous = previous
    if let previous { previous.next = next } else { newest = next }
  }

  /// Tells of a header list that has arrived. Returns false, and tells of the fault, if a client may not send it.
  func endHeaders(stream: Int32, isRequest: Bool, endsStream: Bool) -> Bool {
    isReceivingHeaders = false
    let list = headers.takeList()
    if isServer {
      if let fault = fault(of: list, isRequest: isRequest, endsStream: endsStream) {
        emit(.malformed(stream: stream, fault))
        return false
      }
      guard isRequest else {
        emit(.ended(stream: stream))
        return true
      }
    }
    emit(.headers(stream: stream, list, endsStream: endsStream, truncated: headers.isTruncated))
    return true
  }

  /// Why that list is malformed. One that is too long is not looked at: it will not be read either.
  private func fault(of list: HeaderList, isRequest: Bool, endsStream: Bool) -> HeaderFault? {
    guard isRequest else { return HeaderRules.fault(ofTrailers: list, endsStream: endsStream) }
    guard headers.listNumber != wellFormedNumber, !headers.isTruncated else { return nil }
    let fault = HeaderRules.fault(ofRequest: list)
    if fault == nil { wellFormedNumber = headers.listNumber }
    return fault
  }

  /// Fills a DATA frame of `stream`, and says in `flags` how it ends.
  func readBody(
    of stream: HTTP2Stream, into buffer: UnsafeMutableBufferPointer<UInt8>, flags: UnsafeMutablePointer<UInt32>,
    session: OpaquePointer?
  ) -> Int {
    let count = unsafe stream.read(into: buffer, memory)
    if stream.isAwaited, stream.outboundBytes <= outboundBytesLowWater {
      stream.isAwaited = false
      emit(.drained(stream: stream.identifier))
    }
    guard stream.outboundBytes == 0 else { return count }
    var code: Int32 = 0
    switch stream.ending {
    case .open:
      guard count == 0 else { return count }
      stream.isDeferred = true
      return Int(NGHTTP2_ERR_DEFERRED.rawValue)
    case .endOfStream:
      unsafe flags.pointee |= UInt32(NGHTTP2_DATA_FLAG_EOF.rawValue)
      return count
    case .trailers(let trailers):
      code = unsafe trailers.withNghttp2Fields { list, count in
        unsafe nghttp2_submit_trailer(session, stream.identifier, list, count)
      }
    case .constantTrailers(let trailers):
      let fields = unsafe trailers.fields
      code = unsafe nghttp2_submit_trailer(session, stream.identifier, fields.baseAddress, fields.count)
    }
    unsafe flags.pointee |= UInt32(NGHTTP2_DATA_FLAG_EOF.rawValue | NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue)
    return code == 0 ? count : Int(NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue)
  }
}
