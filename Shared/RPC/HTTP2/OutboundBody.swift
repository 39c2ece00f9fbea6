/// The bytes of one stream that wait for the peer's window, and what ends them.
struct OutboundBody {
  /// What follows the last byte.
  enum Ending {
    /// More may be written.
    case open
    /// END_STREAM on the last DATA frame.
    case endOfStream
    /// A trailing header list.
    case trailers(HeaderList)
  }

  private var chunks: [[UInt8]] = []
  private var firstChunk = 0
  private var firstByte = 0
  private(set) var count = 0
  var ending = Ending.open
  /// Whether nghttp2 was told that there is nothing to read for now, and must be told when there is.
  var isDeferred = false
  /// Whether somebody waits for `count` to fall to the low-water mark.
  var isAwaited = false

  mutating func append(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    chunks.append(bytes)
    count += bytes.count
  }

  /// Moves as many bytes as there are, or fit, into `destination`.
  mutating func read(into destination: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var written = 0
    while written < destination.count, firstChunk < chunks.count {
      let chunk = chunks[firstChunk]
      let taken = min(destination.count - written, chunk.count - firstByte)
      unsafe chunk.withUnsafeBufferPointer { source in
        guard let target = destination.baseAddress, let base = source.baseAddress else { return }
        unsafe (target + written).update(from: base + firstByte, count: taken)
      }
      written += taken
      firstByte += taken
      if firstByte == chunk.count { dropFirstChunk() }
    }
    count -= written
    return written
  }

  private mutating func dropFirstChunk() {
    chunks[firstChunk] = []
    firstChunk += 1
    firstByte = 0
    if firstChunk == chunks.count {
      chunks.removeAll(keepingCapacity: true)
      firstChunk = 0
    } else if firstChunk >= 64, firstChunk * 2 >= chunks.count {
      chunks.removeFirst(firstChunk)
      firstChunk = 0
    }
  }
}
