import CProtobufC

/// The memory of one protobuf-c message while it is read or written, freed all at once.
///
/// Blocks are taken from chunks of doubling size, the first of which also holds the arena's own state, so that most messages
/// cost one allocation. Freeing a single block does nothing. Not thread-safe: an arena lives within one call.
@safe package struct MessageArena: ~Copyable {
  private let state: UnsafeMutablePointer<ArenaState>

  /// An arena whose chunks together have at most `bytesMaximum` bytes.
  init(firstChunkBytes: Int, bytesMaximum: Int = Int.max) {
    unsafe state = ArenaState.make(chunkBytes: firstChunkBytes, bytesMaximum: bytesMaximum)
  }

  deinit {
    unsafe ArenaState.free(state)
  }

  /// Calls `body` with an allocator that protobuf-c can use.
  func withAllocator<Result>(_ body: (UnsafeMutablePointer<ProtobufCAllocator>) -> Result) -> Result {
    var allocator = unsafe ProtobufCAllocator(
      alloc: { state, size in
        unsafe state?.assumingMemoryBound(to: ArenaState.self).pointee.take(byteCount: size)
      },
      free: { _, _ in },
      allocator_data: state)
    return unsafe body(&allocator)
  }

  /// Room for so many values, not yet initialized; nil for none.
  ///
  /// For our own messages: an arena without a bound, which always has room.
  func room<Value>(for count: Int, of type: Value.Type) -> UnsafeMutablePointer<Value>? {
    guard count > 0 else { return nil }
    guard let room = unsafe state.pointee.take(byteCount: count * MemoryLayout<Value>.stride) else {
      preconditionFailure("an arena for writing has no bound")
    }
    return unsafe room.bindMemory(to: Value.self, capacity: count)
  }
}

/// Where an arena stands. Lies at the start of its first chunk.
@safe private struct ArenaState {
  private var next: UnsafeMutableRawPointer
  private var bytesFree: Int
  private var chunkBytes: Int
  private var bytesLeft: Int
  /// The newest chunk after the first; each begins with a pointer to the one before.
  private var newest: UnsafeMutableRawPointer?

  /// What every block is aligned to: as much as any C type of protobuf-c's needs.
  private static let alignment = 8

  static func make(chunkBytes: Int, bytesMaximum: Int) -> UnsafeMutablePointer<ArenaState> {
    let header = aligned(MemoryLayout<ArenaState>.size)
    let size = header + aligned(min(chunkBytes, bytesMaximum))
    let chunk = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: alignment)
    let state = unsafe chunk.bindMemory(to: ArenaState.self, capacity: 1)
    unsafe state.initialize(
      to: ArenaState(
        next: chunk + header, bytesFree: size - header, chunkBytes: size, bytesLeft: bytesMaximum - (size - header),
        newest: nil))
    return unsafe state
  }

  static func free(_ state: UnsafeMutablePointer<ArenaState>) {
    var newest = unsafe state.pointee.newest
    while let chunk = unsafe newest {
      unsafe newest = chunk.load(as: UnsafeMutableRawPointer?.self)
      unsafe chunk.deallocate()
    }
    unsafe UnsafeMutableRawPointer(state).deallocate()
  }

  /// A block; nil when it would take the arena beyond its bound.
  mutating func take(byteCount: Int) -> UnsafeMutableRawPointer? {
    guard byteCount >= 0, byteCount <= Int.max >> 1 else { return nil }
    let size = Self.aligned(byteCount)
    if size > bytesFree {
      guard grow(toHold: size) else { return nil }
    }
    let block = unsafe next
    unsafe next += size
    bytesFree -= size
    return unsafe block
  }

  private mutating func grow(toHold size: Int) -> Bool {
    guard size <= bytesLeft else { return false }
    let usable = Self.aligned(min(max(size, chunkBytes * 2), bytesLeft))
    let chunk = UnsafeMutableRawPointer.allocate(byteCount: Self.alignment + usable, alignment: Self.alignment)
    unsafe chunk.storeBytes(of: newest, as: UnsafeMutableRawPointer?.self)
    unsafe newest = chunk
    unsafe next = chunk + Self.alignment
    bytesFree = usable
    bytesLeft -= min(usable, bytesLeft)
    chunkBytes = usable
    return true
  }

  private static func aligned(_ size: Int) -> Int { (size + alignment - 1) & ~(alignment - 1) }
}
