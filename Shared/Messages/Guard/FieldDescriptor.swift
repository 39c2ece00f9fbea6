import CProtobufC

/// What the guard needs to know of a field, from protobuf-c's descriptor.
@safe struct FieldDescriptor {
  /// The name in the contract.
  var name: String { unsafe String(cString: field.pointee.name) }
  /// Whether it may stand many times.
  let isRepeated: Bool
  /// Whether it is a message that may stand once.
  let isSingularMessage: Bool
  /// What its values are.
  let content: Content
  private let field: UnsafePointer<ProtobufCFieldDescriptor>

  /// What a value is on the wire.
  @unsafe enum Content {
    case varint
    case bytes8
    case bytes4
    case text
    case bytes
    case message(UnsafePointer<ProtobufCMessageDescriptor>)
  }

  /// The field of that number; nil when the message has none.
  init?(_ number: UInt32, of message: UnsafePointer<ProtobufCMessageDescriptor>) {
    guard let field = unsafe protobuf_c_message_descriptor_get_field(message, number) else { return nil }
    unsafe self.field = field
    isRepeated = unsafe field.pointee.label == PROTOBUF_C_LABEL_REPEATED
    isSingularMessage = unsafe !isRepeated && field.pointee.type == PROTOBUF_C_TYPE_MESSAGE
    switch unsafe field.pointee.type {
    case PROTOBUF_C_TYPE_SFIXED64, PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_DOUBLE: unsafe content = .bytes8
    case PROTOBUF_C_TYPE_SFIXED32, PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_FLOAT: unsafe content = .bytes4
    case PROTOBUF_C_TYPE_STRING: unsafe content = .text
    case PROTOBUF_C_TYPE_BYTES: unsafe content = .bytes
    case PROTOBUF_C_TYPE_MESSAGE:
      guard let inner = unsafe field.pointee.descriptor else { preconditionFailure("protoc-c describes all messages") }
      unsafe content = .message(inner.assumingMemoryBound(to: ProtobufCMessageDescriptor.self))
    default: unsafe content = .varint
    }
  }

  /// The wire type its values are sent with, one by one.
  var wireType: Int {
    switch unsafe content {
    case .varint: WireTag.varint
    case .bytes8: WireTag.bytes8
    case .bytes4: WireTag.bytes4
    case .text, .bytes, .message: WireTag.lengthPrefixed
    }
  }
}
