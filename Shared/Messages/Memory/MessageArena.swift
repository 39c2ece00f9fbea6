import CProtobufC

/// The memory of one protobuf-c message while it is read or written, freed all at once.
///
/// Blocks are taken from the stack first and then from chunks of doubling size, so that most messages allocate nothing.
/// Freeing a single block does nothing. Not thread-safe: an arena lives within one call of ``with(chunkBytes:bytesMaximum:_:)``.
@safe package struct MessageArena: ~Copyable {
  /// As much as a call may take of the stack.
  private static let stackBytes = 1024

  private let state: UnsafeMutablePointer<ArenaState>

  private init(_ state: UnsafeMutablePointer<ArenaState>) { unsafe self.state = state }

  /// Calls `body` with an arena whose blocks together have at most `bytesMaximum` bytes. The first chunk beyond the stack
  /// has `chunkBytes`.
  static func with<Result>(
    chunkBytes: Int, bytesMaximum: Int = .max, _ body: (borrowing MessageArena) -> Result
  ) -> Result {
    unsafe withUnsafeTemporaryAllocation(byteCount: stackBytes, alignment: ArenaState.alignment) { stack in
      var state = unsafe ArenaState(stack.prefix(bytesMaximum), chunkBytes: chunkBytes, bytesMaximum: bytesMaximum)
      defer { state.free() }
      return unsafe withUnsafeMutablePointer(to: &state) { unsafe body(MessageArena($0)) }
    }
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
  func room<Value>(for count: Int, of type: Value.Type) -> UnsafeMutablePointer<Value>? {
    guard count > 0 else { return nil }
    return unsafe take(count * MemoryLayout<Value>.stride).bindMemory(to: Value.self, capacity: count)
  }

  /// Room for one value, not yet initialized.
  func room<Value>(of type: Value.Type) -> UnsafeMutablePointer<Value> {
    unsafe take(MemoryLayout<Value>.size).bindMemory(to: Value.self, capacity: 1)
  }

  /// A block for our own messages: in an arena without a bound, which always has room.
  private func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
    guard let block = unsafe state.pointee.take(byteCount: byteCount) else {
      preconditionFailure("an arena for writing has no bound")
    }
    return unsafe block
  }
}

/// Where an arena stands.
@safe private struct ArenaState {
  private var next: UnsafeMutableRawPointer?
  private var bytesFree: Int
  private var chunkBytes: Int
  private var bytesLeft: Int
  /// The newest chunk; each begins with a pointer to the one before.
  private var newest: UnsafeMutableRawPointer?

  /// What every block is aligned to: as much as any C type of protobuf-c's needs.
  static let alignment = 8

  /// An arena that begins in `room`, which is not its own.
  init(_ room: Slice<UnsafeMutableRawBufferPointer>, chunkBytes: Int, bytesMaximum: Int) {
    unsafe next = UnsafeMutableRawBufferPointer(rebasing: room).baseAddress
    unsafe bytesFree = room.count & ~(Self.alignment - 1)
    unsafe bytesLeft = bytesMaximum - room.count
    self.chunkBytes = chunkBytes
  }

  mutating func free() {
    while let chunk = unsafe newest {
      unsafe newest = chunk.load(as: UnsafeMutableRawPointer?.self)
      unsafe chunk.deallocate()
    }
  }

  /// A block; nil when it would take the arena beyond its bound.
  @inline(__always)
  mutating func take(byteCount: Int) -> UnsafeMutableRawPointer? {
    guard byteCount >= 0, byteCount <= Int.max >> 1 else { return nil }
    let size = Self.aligned(byteCount)
    if size > bytesFree {
      guard grow(toHold: size) else { return nil }
    }
    let block = unsafe next
    unsafe next = next.map { unsafe $0 + size }
    bytesFree &-= size
    return unsafe block
  }

  @inline(never)
  private mutating func grow(toHold size: Int) -> Bool {
    guard size <= bytesLeft else { return false }
    let usable = Self.aligned(min(max(size, chunkBytes), bytesLeft))
    let chunk = UnsafeMutableRawPointer.allocate(byteCount: Self.alignment + usable, alignment: Self.alignment)
    unsafe chunk.storeBytes(of: newest, as: UnsafeMutableRawPointer?.self)
    unsafe newest = chunk
    unsafe next = chunk + Self.alignment
    bytesFree = usable
    bytesLeft -= min(usable, bytesLeft)
    chunkBytes = min(usable, Int.max >> 2) * 2
    return true
  }

  private static func aligned(_ size: Int) -> Int { (size &+ alignment &- 1) & ~(alignment &- 1) }
}
