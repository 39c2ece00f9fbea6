import CZlib

/// One run of zlib over one message. Frees zlib's memory: 40 KiB when it decompresses, 260 KiB when it compresses.
///
/// zlib keeps the address of its `z_stream`, so that one lies on the heap and never moves.
@safe struct ZlibStream: ~Copyable {
  /// Which way it runs.
  enum Direction {
    case compressing
    case decompressing
  }

  /// How a run ended.
  enum Outcome: Equatable {
    /// All that was put in came out.
    case complete
    /// More would come out than is allowed.
    case tooLong
    /// The input is not what was compressed, has an end too early, or goes on after its end.
    case broken
  }

  /// zlib's fastest: two to three times as fast as its default, for messages some tenth longer.
  private static let level: Int32 = 1
  private static let memoryLevel: Int32 = 8
  private static let chunkBytes = 16 << 10

  private let stream: UnsafeMutablePointer<z_stream>
  private let direction: Direction

  /// A stream of that encoding; nil when zlib has no memory for it, or for identity, which needs none.
  init?(_ direction: Direction, _ encoding: MessageEncoding) {
    // zlib's largest window, 32 KiB; 16 more stands for gzip's header and checksum.
    let window: Int32
    switch encoding {
    case .identity: return nil
    case .gzip: window = 15 + 16
    case .deflate: window = 15
    }
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let code =
      switch direction {
      case .compressing:
        unsafe deflateInit2_(
          stream, Self.level, Z_DEFLATED, window, Self.memoryLevel, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
      case .decompressing: unsafe inflateInit2_(stream, window, ZLIB_VERSION, size)
      }
    guard code == Z_OK else {
      unsafe stream.deallocate()
      return nil
    }
    unsafe self.stream = unsafe stream
    self.direction = direction
  }

  deinit {
    _ = unsafe direction == .compressing ? deflateEnd(stream) : inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Runs all of `input` through, and appends what comes out to `output`: at most `bytesMaximum` bytes, for which memory
  /// is taken as they come. To be called once.
  func run(_ input: Span<UInt8>, appendingTo output: inout [UInt8], bytesMaximum: Int) -> Outcome {
    unsafe input.withUnsafeBufferPointer { source in
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(source.count)
      return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.chunkBytes) { chunk in
        unsafe drain(through: chunk, to: &output, end: output.count + bytesMaximum)
      }
    }
  }

  private func drain(
    through chunk: UnsafeMutableBufferPointer<UInt8>, to output: inout [UInt8], end: Int
  ) -> Outcome {
    while true {
      unsafe stream.pointee.next_out = chunk.baseAddress
      unsafe stream.pointee.avail_out = UInt32(chunk.count)
      let code = unsafe direction == .compressing ? deflate(stream, Z_FINISH) : inflate(stream, Z_NO_FLUSH)
      let count = unsafe chunk.count - Int(stream.pointee.avail_out)
      guard output.count + count <= end else { return .tooLong }
      if output.count + count > output.capacity {
        output.reserveCapacity(min(end, max(output.count + count, 2 * output.capacity)))
      }
      unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[..<count]))
      if code == Z_STREAM_END { return unsafe stream.pointee.avail_in == 0 ? .complete : .broken }
      guard code == Z_OK, count > 0 else { return .broken }
    }
  }
}
