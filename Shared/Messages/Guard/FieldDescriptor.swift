import CProtobufC

/// What the guard needs to know of a field, from protobuf-c's descriptor.
@safe struct FieldDescriptor {
  private let field: UnsafePointer<ProtobufCFieldDescriptor>

  /// What a value is on the wire.
  enum Content {
    case varint
    case bytes8
    case bytes4
    case text
    case bytes
    case message
  }

  /// The field of that number; nil when the message has none.
  ///
  /// Constant time for messages whose numbers have no gaps, as the contract's have none; otherwise protobuf-c searches.
  @inline(__always)
  init?(_ number: UInt32, of message: UnsafePointer<ProtobufCMessageDescriptor>) {
    // protoc-c sorts fields by number.
    let index = number &- 1
    if unsafe index < message.pointee.n_fields, let fields = unsafe message.pointee.fields,
      unsafe fields[Int(index)].id == number
    {
      unsafe field = fields + Int(index)
    } else if let found = unsafe protobuf_c_message_descriptor_get_field(message, number) {
      unsafe field = found
    } else {
      return nil
    }
  }

  /// The name in the contract.
  var name: String { unsafe String(cString: field.pointee.name) }

  /// Whether it may stand many times.
  @inline(__always)
  var isRepeated: Bool { unsafe field.pointee.label == PROTOBUF_C_LABEL_REPEATED }

  /// What its values are.
  @inline(__always)
  var content: Content {
    switch unsafe field.pointee.type {
    case PROTOBUF_C_TYPE_SFIXED64, PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_DOUBLE: return .bytes8
    case PROTOBUF_C_TYPE_SFIXED32, PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_FLOAT: return .bytes4
    case PROTOBUF_C_TYPE_STRING: return .text
    case PROTOBUF_C_TYPE_BYTES: return .bytes
    case PROTOBUF_C_TYPE_MESSAGE: return .message
    default: return .varint
    }
  }

  /// What a message in it is.
  var messageDescriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    guard let descriptor = unsafe field.pointee.descriptor else {
      preconditionFailure("protoc-c describes all messages")
    }
    return unsafe descriptor.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
  }

  /// The wire type its values are sent with, one by one.
  var wireType: Int {
    switch content {
    case .varint: WireTag.varint
    case .bytes8: WireTag.bytes8
    case .bytes4: WireTag.bytes4
    case .text, .bytes, .message: WireTag.lengthPrefixed
    }
  }
}
