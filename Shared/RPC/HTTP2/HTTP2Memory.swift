import CNghttp2
import Glibc

/// Memory for the sessions of one event loop, and for small messages. nghttp2 takes a dozen small blocks for each call and gives them back at its end:
/// those of up to 512 bytes are kept, by their size, for whoever asks next.
///
/// At most ``idleBytesMaximum`` are kept, and 64 arrays of at most 4 KiB. Sessions hold what they were given, so it goes when the last of them does.
// @unchecked Sendable: it is touched on its loop only.
@safe final class HTTP2Memory: @unchecked Sendable {
  static let idleBytesMaximum = 512 << 10
  /// Blocks have sizes that are multiples of it, and so have their addresses.
  private static let step = 16
  private static let classCount = 33
  /// Before each block: the class of its size, or `classCount` for one that is not kept.
  private static let headBytes = 16

  /// The newest idle block of each class; each begins with a pointer to the one before.
  private let idle: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  private var idleBytes = 0
  private static let arraysMaximum = 64
  private static let arrayCapacityRange = 128...4096
  /// Empty arrays with room, so many.
  private let arrays: UnsafeMutablePointer<[UInt8]>
  private var arrayCount = 0

  /// Does what must be done on the loop, for a session whose last owner may be elsewhere.
  let onLoop: @Sendable (@escaping @Sendable () -> Void) -> Void

  /// - Parameter onLoop: Does what it is given on the loop: at once when called there.
  init(onLoop: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void) {
    self.onLoop = onLoop
    unsafe idle = .allocate(capacity: Self.classCount)
    unsafe idle.initialize(repeating: nil, count: Self.classCount)
    unsafe arrays = .allocate(capacity: Self.arraysMaximum)
  }

  deinit {
    for index in 0..<Self.classCount {
      while let block = unsafe idle[index] {
        unsafe idle[index] = block.load(as: UnsafeMutableRawPointer?.self)
        unsafe free(block - Self.headBytes)
      }
    }
    unsafe idle.deallocate()
    unsafe arrays.deinitialize(count: arrayCount)
    unsafe arrays.deallocate()
  }

  /// An empty array, most often with room.
  func takeArray() -> [UInt8] {
    guard arrayCount > 0 else { return [] }
    arrayCount -= 1
    return unsafe (arrays + arrayCount).move()
  }

  /// Takes an array that is not needed any more, and that nobody else has.
  func give(_ array: inout [UInt8]) {
    guard Self.arrayCapacityRange.contains(array.capacity), arrayCount < Self.arraysMaximum else { return }
    array.removeAll(keepingCapacity: true)
    unsafe (arrays + arrayCount).initialize(to: exchange(&array, with: []))
    arrayCount += 1
  }

  /// The functions that nghttp2 calls, with this object, which must outlive the session.
  var functions: nghttp2_mem {
    unsafe nghttp2_mem(
      mem_user_data: Unmanaged.passUnretained(self).toOpaque(),
      malloc: { size, user in unsafe HTTP2Memory.with(user) { unsafe $0.take(size) } },
      free: { block, user in
        guard let block = unsafe block else { return }
        unsafe HTTP2Memory.with(user) { unsafe $0.give(block) }
      },
      calloc: { count, size, user in
        let (bytes, overflows) = count.multipliedReportingOverflow(by: size)
        guard !overflows, let block = unsafe HTTP2Memory.with(user, { unsafe $0.take(bytes) }) else { return nil }
        return unsafe memset(block, 0, bytes)
      },
      realloc: { block, size, user in unsafe HTTP2Memory.with(user) { unsafe $0.resize(block, to: size) } })
  }

  @inline(__always)
  private static func with<Result>(
    _ user: UnsafeMutableRawPointer?, _ body: (HTTP2Memory) -> Result
  ) -> Result {
    guard let user = unsafe user else { preconditionFailure("nghttp2 gives back what it was given") }
    return unsafe Unmanaged<HTTP2Memory>.fromOpaque(user)._withUnsafeGuaranteedRef(body)
  }

  @inline(__always)
  private func take(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    // A negative count is a large one here.
    let index = Int(truncatingIfNeeded: (UInt(bitPattern: byteCount) &+ UInt(Self.step - 1)) / UInt(Self.step))
    guard index < Self.classCount else { return unsafe allocate(byteCount, Self.classCount) }
    guard let block = unsafe idle[index] else { return unsafe allocate(max(index, 1) * Self.step, max(index, 1)) }
    unsafe idle[index] = block.load(as: UnsafeMutableRawPointer?.self)
    idleBytes &-= index &* Self.step
    return unsafe block
  }

  @inline(__always)
  private func give(_ block: UnsafeMutableRawPointer) {
    let index = unsafe (block - Self.headBytes).load(as: Int.self)
    guard index < Self.classCount, idleBytes < Self.idleBytesMaximum else {
      return unsafe free(block - Self.headBytes)
    }
    unsafe block.storeBytes(of: idle[index], as: UnsafeMutableRawPointer?.self)
    unsafe idle[index] = block
    idleBytes &+= index &* Self.step
  }

  private func resize(_ block: UnsafeMutableRawPointer?, to byteCount: Int) -> UnsafeMutableRawPointer? {
    guard let block = unsafe block else { return unsafe take(byteCount) }
    let head = unsafe block - Self.headBytes
    let index = unsafe head.load(as: Int.self)
    guard index < Self.classCount else {
      guard byteCount <= Int.max - Self.headBytes else { return nil }
      return unsafe realloc(head, byteCount + Self.headBytes).map { unsafe $0 + Self.headBytes }
    }
    let held = index * Self.step
    guard byteCount > held else { return unsafe block }
    guard let larger = unsafe take(byteCount) else { return nil }
    unsafe memcpy(larger, block, held)
    unsafe give(block)
    return unsafe larger
  }

  @inline(never)
  private func allocate(_ byteCount: Int, _ index: Int) -> UnsafeMutableRawPointer? {
    guard byteCount >= 0, byteCount <= Int.max - Self.headBytes else { return nil }
    guard let head = unsafe malloc(byteCount + Self.headBytes) else { return nil }
    unsafe head.storeBytes(of: index, as: Int.self)
    return unsafe head + Self.headBytes
  }
}
