import CProtobufC

/// Takes native messages through protobuf-c, both ways.
package enum MessageCoder {
  /// The message that the bytes say. Unknown fields are left out, as are parts of a message that came twice but once.
  ///
  /// The bounds are parameters for the tests; all others leave them.
  package static func decode<Message: MirrorsCMessage>(
    _ bytes: Span<UInt8>, depthMaximum: Int = WireLimits.depthMaximum,
    arenaBytesMaximum: Int = WireLimits.arenaBytesMaximum
  ) throws(WireError) -> Message {
    let descriptor = unsafe self.descriptor(of: Message.self)
    try unsafe WireGuard.check(bytes, against: descriptor, depthMaximum: depthMaximum)
    let decoded: Message? = MessageArena.with(chunkBytes: 512 + 4 * bytes.count, bytesMaximum: arenaBytesMaximum) {
      arena in
      unsafe arena.withAllocator { allocator in
        unsafe bytes.withUnsafeBufferPointer { buffer in
          let message = unsafe protobuf_c_message_unpack(descriptor, allocator, buffer.count, buffer.baseAddress)
          return unsafe UnsafeMutableRawPointer(message).map { pointer in
            unsafe Message(copying: pointer.assumingMemoryBound(to: Message.CMessage.self))
          }
        }
      }
    }
    guard let decoded else {
      throw .unreadable(message: unsafe String(cString: descriptor.pointee.name), bytes: bytes.count)
    }
    return decoded
  }

  /// Appends the message's bytes, in the order of field numbers.
  ///
  /// A plain field that is negative zero goes as zero, that is not at all: protobuf-c compares by value.
  package static func encode<Message: MirrorsCMessage>(_ message: Message, to buffer: inout [UInt8]) {
    MessageArena.with(chunkBytes: 4096) { arena in
      let base = unsafe UnsafeRawPointer(arena.mirror(of: message)).assumingMemoryBound(to: ProtobufCMessage.self)
      let size = unsafe protobuf_c_message_get_packed_size(base)
      guard size > 0 else { return }
      buffer.append(addingCapacity: size) { output in
        unsafe output.withUnsafeMutableBufferPointer { room, count in
          count = unsafe protobuf_c_message_pack(base, room.baseAddress)
          precondition(count == size, "protobuf-c writes as many bytes as it said")
        }
      }
    }
  }

  /// The descriptor of a message type, which lives as long as the process.
  static func descriptor<Message: MirrorsCMessage>(
    of type: Message.Type
  ) -> UnsafePointer<ProtobufCMessageDescriptor> {
    // C's address of the descriptor cannot be taken in Swift; an initialized struct holds it.
    unsafe withUnsafeTemporaryAllocation(of: Message.CMessage.self, capacity: 1) { room in
      guard let message = room.baseAddress else { preconditionFailure("room for one was asked for") }
      unsafe Message.initialize(message)
      return unsafe UnsafeRawPointer(message).load(as: ProtobufCMessage.self).descriptor
    }
  }
}
