import CDescriptor

/// Turns protobuf-c's descriptors into the generator's own schema.
struct SchemaReader {
  private let package: String
  private let comments: [[Int32]: [String]]

  /// Every file of a serialized FileDescriptorSet.
  static func files(in bytes: [UInt8], path: String) throws(GeneratorError) -> [ProtoFile] {
    guard let set = unsafe google__protobuf__file_descriptor_set__unpack(nil, bytes.count, bytes) else {
      throw .notADescriptorSet(path: path)
    }
    defer { unsafe google__protobuf__file_descriptor_set__free_unpacked(set, nil) }
    return try unsafe map(set.pointee.file, set.pointee.n_file) { _, file throws(GeneratorError) in
      let comments = try unsafe SourceComments.byPath(file.source_code_info)
      return try unsafe SchemaReader(package: text(file.package), comments: comments).file(file)
    }
  }

  private func file(_ file: Google__Protobuf__FileDescriptorProto) throws(GeneratorError) -> ProtoFile {
    try unsafe ProtoFile(
      path: text(file.name), package: package, imports: texts(file.dependency, file.n_dependency),
      messages: map(file.message_type, file.n_message_type) { index, value throws(GeneratorError) in
        try unsafe message(value, outer: package, path: [4, index])
      },
      enums: map(file.enum_type, file.n_enum_type) { index, value throws(GeneratorError) in
        try unsafe enumeration(value, outer: package, path: [5, index])
      },
      services: map(file.service, file.n_service) { index, value throws(GeneratorError) in
        try unsafe service(value, path: [6, index])
      },
      descriptor: serialized(file))
  }

  private func message(
    _ message: Google__Protobuf__DescriptorProto, outer: String, path: [Int32]
  ) throws(GeneratorError) -> ProtoMessage {
    let name = unsafe text(message.name)
    let fullName = "\(outer).\(name)"
    if let options = unsafe message.options, unsafe options.pointee.map_entry != 0 {
      throw .unsupported(what: "a map", place: outer)
    }
    return try unsafe ProtoMessage(
      name: name, fullName: fullName, comment: comments[path] ?? [], parts: parts(of: message, fullName, path: path),
      messages: map(message.nested_type, message.n_nested_type) { index, value throws(GeneratorError) in
        try unsafe self.message(value, outer: fullName, path: path + [3, index])
      },
      enums: map(message.enum_type, message.n_enum_type) { index, value throws(GeneratorError) in
        try unsafe enumeration(value, outer: fullName, path: path + [4, index])
      })
  }

  private func parts(
    of message: Google__Protobuf__DescriptorProto, _ fullName: String, path: [Int32]
  ) throws(GeneratorError) -> [ProtoMessage.Part] {
    var oneofs = try unsafe map(message.oneof_decl, message.n_oneof_decl) { index, oneof in
      let name = unsafe text(oneof.name)
      return ProtoOneof(
        name: name, fullName: "\(fullName).\(name)", comment: comments[path + [8, index]] ?? [], fields: [])
    }
    let fields = try unsafe map(message.field, message.n_field) { index, value throws(GeneratorError) in
      let isMember = unsafe value.has_oneof_index != 0 && value.proto3_optional == 0
      return try unsafe (
        field: field(value, of: fullName, path: path + [2, index]), oneof: isMember ? Int(value.oneof_index) : nil
      )
    }
    for (field, oneof) in fields { oneof.map { oneofs[$0].fields.append(field) } }
    return fields.compactMap { field, oneof in
      guard let oneof else { return .field(field) }
      return oneofs[oneof].fields.first?.number == field.number ? .oneof(oneofs[oneof]) : nil
    }
  }

  private func field(
    _ field: Google__Protobuf__FieldDescriptorProto, of message: String, path: [Int32]
  ) throws(GeneratorError) -> ProtoField {
    let name = unsafe text(field.name)
    let type = try unsafe FieldType(field, place: "\(message).\(name)")
    let presence: ProtoField.Presence
    if unsafe field.label == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_REPEATED {
      presence = .repeated
    } else if unsafe field.proto3_optional != 0 {
      presence = .optional
    } else if case .message = type {
      presence = .optional
    } else {
      presence = .plain
    }
    return unsafe ProtoField(
      name: name, fullName: "\(message).\(name)", number: field.number, comment: comments[path] ?? [], type: type,
      presence: presence)
  }

  private func enumeration(
    _ enumeration: Google__Protobuf__EnumDescriptorProto, outer: String, path: [Int32]
  ) throws(GeneratorError) -> ProtoEnum {
    try unsafe ProtoEnum(
      name: text(enumeration.name), fullName: "\(outer).\(text(enumeration.name))", comment: comments[path] ?? [],
      values: map(enumeration.value, enumeration.n_value) { index, value in
        unsafe ProtoEnum.Value(
          name: text(value.name), number: value.number, comment: comments[path + [2, index]] ?? [])
      })
  }

  private func service(
    _ service: Google__Protobuf__ServiceDescriptorProto, path: [Int32]
  ) throws(GeneratorError) -> ProtoService {
    try unsafe ProtoService(
      name: text(service.name), fullName: "\(package).\(text(service.name))", comment: comments[path] ?? [],
      methods: map(service.method, service.n_method) { index, method in
        unsafe ProtoService.Method(
          name: text(method.name), comment: comments[path + [2, index]] ?? [], request: text(method.input_type),
          response: text(method.output_type), streamsRequests: method.client_streaming != 0,
          streamsResponses: method.server_streaming != 0)
      })
  }
}

extension FieldType {
  /// The type of a field; what it names has no leading dot.
  fileprivate init(_ field: Google__Protobuf__FieldDescriptorProto, place: String) throws(GeneratorError) {
    let named = unsafe String(text(field.type_name).drop { $0 == "." })
    switch unsafe field.type {
    case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_DOUBLE: self = .number("Double")
    case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_FLOAT: self = .number("Float")
    case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_INT64,
      GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_SINT64,
      GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_SFIXED64:
      self = .number("Int64")
    case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_UINT64,
      GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_FIXED64:
      self = .number("UInt64")
    case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_INT32,
      GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_SINT32,
      GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_SFIXED32:
      self = .number("Int32")
    case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_UINT32,
      GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_FIXED32:
      self = .number("UInt32")
    case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_BOOL: self = .bool
    case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_STRING: self = .string
    case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_BYTES: self = .bytes
    case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_ENUM: self = .enumeration(named)
    case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_MESSAGE: self = .message(named)
    default: throw .unsupported(what: "a group", place: place)
    }
  }
}
