import CNghttp2

/// One stream of a session: the bytes that wait for the peer's window, and what ends them.
///
/// Calls at a server inherit from it, so that nghttp2's own table of streams finds them. The session holds it from the
/// moment it is attached until the stream is closed or the session ends.
// @unchecked Sendable: it is touched on its session's thread only.
class HTTP2Stream: @unchecked Sendable {
  /// What follows the last byte.
  enum Ending {
    /// More may be written.
    case open
    /// END_STREAM on the last DATA frame.
    case endOfStream
    /// A trailing header list.
    case trailers(HeaderList)
    /// A trailing header list that is always the same.
    case constantTrailers(ConstantHeaders)
  }

  /// HTTP/2's number of it.
  final var identifier: Int32
  /// Bytes that are queued here and not yet in a frame.
  private(set) final var outboundBytes = 0
  final var ending = Ending.open
  /// Whether nghttp2 was told that there is nothing to read for now, and must be told when there is.
  final var isDeferred = false
  /// Whether somebody waits for `outboundBytes` to fall to the low-water mark.
  final var isAwaited = false

  /// Whether a session holds it, and its neighbours among the streams of that session.
  final var isAttached = false
  final var next: HTTP2Stream?
  // Whoever is before it in the list holds it, so it is there as long as this is set.
  final unowned(unsafe) var previous: HTTP2Stream?

  /// The chunk now being read, and those after it.
  private final var front: [UInt8] = []
  private final var frontTaken = 0
  private final var waiting: [[UInt8]] = []
  private final var waitingTaken = 0

  init(_ identifier: Int32) { self.identifier = identifier }

  /// Queues bytes.
  final func append(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    if outboundBytes == 0 {
      front = bytes
      frontTaken = 0
    } else {
      waiting.append(bytes)
    }
    outboundBytes += bytes.count
  }

  /// Moves as many bytes as there are, or fit, into `destination`. Arrays that are read go to `memory`.
  final func read(into destination: UnsafeMutableBufferPointer<UInt8>, _ memory: HTTP2Memory?) -> Int {
    guard let target = destination.baseAddress else { return 0 }
    var written = 0
    while written < destination.count, outboundBytes > 0 {
      let taken = min(destination.count - written, front.count - frontTaken)
      let first = frontTaken
      unsafe front.withUnsafeBufferPointer { source in
        guard let base = source.baseAddress else { return }
        unsafe (target + written).update(from: base + first, count: taken)
      }
      written += taken
      frontTaken += taken
      outboundBytes -= taken
      if frontTaken == front.count { takeNextChunk(memory) }
    }
    return written
  }

  /// The stream attached under that number, which the session's state keeps alive.
  static func attached(to identifier: Int32, of session: OpaquePointer?) -> HTTP2Stream? {
    guard let pointer = unsafe nghttp2_session_get_stream_user_data(session, identifier) else { return nil }
    return unsafe Unmanaged<HTTP2Stream>.fromOpaque(pointer).takeUnretainedValue()
  }

  private final func takeNextChunk(_ memory: HTTP2Memory?) {
    frontTaken = 0
    var spent = front
    front = []
    memory?.give(&spent)
    guard outboundBytes > 0 else { return }
    front = waiting[waitingTaken]
    waiting[waitingTaken] = []
    waitingTaken += 1
    if waitingTaken == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      waitingTaken = 0
    } else if waitingTaken >= 64, waitingTaken * 2 >= waiting.count {
      waiting.removeFirst(waitingTaken)
      waitingTaken = 0
    }
  }
}
