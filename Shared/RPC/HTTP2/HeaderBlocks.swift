/// Follows a peer's frames, and holds back header blocks of more than one frame until they are whole.
///
/// nghttp2 gives a connection up at a header text of more than ``LongHeaderTexts/bytesMaximum`` bytes, and all its calls with
/// it. Such a block is handed to nghttp2 with the long text shortened instead, so that the peer's and our header tables stay
/// the same, and is marked as too long: its call fails alone. All other bytes pass as they are.
struct HeaderBlocks {
  /// What is to be done with the frames that were held back.
  enum Step {
    /// They are not whole yet.
    case wait
    /// They go to nghttp2 as they are.
    case pass([UInt8])
    /// They are one header block with a text that was shortened.
    case shortened([UInt8])
    /// They are longer than any block may be.
    case tooLong
  }

  private static let headBytes = 9
  private static let headersType: UInt8 = 1
  private static let continuationType: UInt8 = 9
  /// The largest frame that we let a peer send: RFC 9113's first value, which we never change.
  private static let payloadBytesMaximum = 16_384

  private let blockBytesMaximum: Int
  private let framesMaximum: Int
  /// Bytes of the frame at hand, or of the greeting, that pass.
  private var left: Int
  /// Frames held back, from the beginning of their first.
  private var held: [UInt8] = []
  /// Where the last of them begins.
  private var frameStart = 0
  private var frameCount = 0

  /// - Parameter isServer: Whether the peer begins with a client's 24 bytes of greeting.
  init(isServer: Bool, _ limits: RPCLimits) {
    left = isServer ? 24 : 0
    blockBytesMaximum = limits.headerBlockBytesMaximum
    framesMaximum = limits.continuationsMaximum + 1
  }

  /// Whether bytes are held back.
  var isHolding: Bool { !held.isEmpty }
  /// Whether a header block is: a peer that does not end it can send nothing else.
  var isInBlock: Bool { held.count >= Self.headBytes }

  /// Where the bytes from `start` on stop passing as they are: at the head of a frame that is cut, or that begins a header
  /// block of several frames.
  @inline(__always)
  mutating func passingEnd(of bytes: Span<UInt8>, from start: Int) -> Int {
    var position = start + left
    while position + Self.headBytes <= bytes.count {
      if bytes[position + 3] == Self.headersType, bytes[position + 4] & HeaderFlags.endHeaders == 0 { break }
      position += Self.headBytes + Self.length(bytes[position], bytes[position + 1], bytes[position + 2])
    }
    left = max(0, position - bytes.count)
    return min(position, bytes.count)
  }

  /// Holds bytes back, and says what is to be done with what is held. `position` is moved beyond what was taken.
  mutating func hold(_ bytes: Span<UInt8>, from position: inout Int) -> Step {
    while true {
      let headEnd = frameStart + Self.headBytes
      guard take(bytes, from: &position, until: headEnd) else { return .wait }
      let length = Self.length(held[frameStart], held[frameStart + 1], held[frameStart + 2])
      let flags = held[frameStart + 4]
      guard isOfBlock, length <= Self.payloadBytesMaximum, frameCount < framesMaximum else {
        // nghttp2 judges it.
        left = length
        return .pass(release())
      }
      guard headEnd + length <= blockBytesMaximum else { return .tooLong }
      guard take(bytes, from: &position, until: headEnd + length) else { return .wait }
      if flags & HeaderFlags.endHeaders != 0 {
        let block = release()
        return HeaderBlock(frames: block)?.shortened.map { .shortened($0) } ?? .pass(block)
      }
      frameStart = held.count
      frameCount += 1
    }
  }

  /// Whether the frame at hand belongs to a block of several frames.
  private var isOfBlock: Bool {
    let (type, flags) = (held[frameStart + 3], held[frameStart + 4])
    guard frameStart > 0 else { return type == Self.headersType && flags & HeaderFlags.endHeaders == 0 }
    return type == Self.continuationType && held[5..<9] == held[frameStart + 5..<frameStart + 9]
  }

  /// Takes bytes until at least `end` of them are held: of a frame that was cut, more than its head may be. Returns whether they are.
  private mutating func take(_ bytes: Span<UInt8>, from position: inout Int, until end: Int) -> Bool {
    while held.count < end, position < bytes.count {
      held.append(bytes[position])
      position += 1
    }
    return held.count >= end
  }

  private mutating func release() -> [UInt8] {
    frameStart = 0
    frameCount = 0
    return exchange(&held, with: [])
  }

  static func length(_ high: UInt8, _ middle: UInt8, _ low: UInt8) -> Int {
    Int(high) << 16 | Int(middle) << 8 | Int(low)
  }
}

/// The flags of HEADERS and CONTINUATION frames (RFC 9113, section 6.2).
enum HeaderFlags {
  static let endStream: UInt8 = 1
  static let endHeaders: UInt8 = 4
  static let padded: UInt8 = 8
  static let priority: UInt8 = 32
}

/// A header block in several frames, taken apart.
struct HeaderBlock {
  private static let headBytes = 9
  private static let payloadBytesMaximum = 16_384
  private static let priorityBytes = 5

  private let flags: UInt8
  private let stream: ArraySlice<UInt8>
  private let priority: ArraySlice<UInt8>
  private var fields: [UInt8]

  /// Whole frames: a HEADERS and its CONTINUATIONs. Nil when the first is not what it says.
  init?(frames: [UInt8]) {
    let firstEnd = Self.headBytes + HeaderBlocks.length(frames[0], frames[1], frames[2])
    flags = frames[4]
    stream = frames[5..<9]
    var payload = frames[Self.headBytes..<firstEnd]
    if flags & HeaderFlags.padded != 0 {
      guard let padding = payload.popFirst(), padding <= payload.count else { return nil }
      payload = payload.dropLast(Int(padding))
    }
    let priorityBytes = flags & HeaderFlags.priority != 0 ? Self.priorityBytes : 0
    guard payload.count >= priorityBytes else { return nil }
    priority = payload.prefix(priorityBytes)
    fields = Array(payload.dropFirst(priorityBytes))
    var start = firstEnd
    while start < frames.count {
      let end = start + Self.headBytes + HeaderBlocks.length(frames[start], frames[start + 1], frames[start + 2])
      fields += frames[start + Self.headBytes..<end]
      start = end
    }
  }

  /// The same block in frames, with short texts for its long ones; nil when it has none, or cannot be read.
  var shortened: [UInt8]? {
    guard let fields = LongHeaderTexts.shortened(fields) else { return nil }
    let payload = priority + fields
    var frames: [UInt8] = []
    for start in stride(from: 0, to: payload.count, by: Self.payloadBytesMaximum) {
      let part = payload.dropFirst(start).prefix(Self.payloadBytesMaximum)
      let isLast = start + part.count == payload.count
      let kept = start == 0 ? flags & (HeaderFlags.endStream | HeaderFlags.priority) : 0
      frames += [UInt8(part.count >> 16), UInt8(part.count >> 8 & 255), UInt8(part.count & 255), start == 0 ? 1 : 9]
      frames += [kept | (isLast ? HeaderFlags.endHeaders : 0)] + stream + part
    }
    return frames
  }
}
