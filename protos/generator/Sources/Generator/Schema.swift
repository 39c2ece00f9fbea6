/// A .proto file as the generator sees it.
struct ProtoFile {
  /// Its path, such as "bandstand/v1/types.proto".
  var path: String
  /// Its package, such as "bandstand.v1".
  var package: String
  /// The paths of the files it imports.
  var imports: [String]
  var messages: [ProtoMessage]
  var enums: [ProtoEnum]
  var services: [ProtoService]
  /// The file's own serialized FileDescriptorProto, without source information.
  var descriptor: [UInt8]
}

/// A message type.
struct ProtoMessage {
  var name: String
  /// With package and outer messages, such as "bandstand.v1.Candidate".
  var fullName: String
  var comment: [String]
  /// Its fields and oneofs; a oneof stands where its first field does.
  var parts: [Part]
  var messages: [ProtoMessage]
  var enums: [ProtoEnum]

  /// What becomes one property.
  enum Part {
    case field(ProtoField)
    case oneof(ProtoOneof)
  }

  /// All fields, those of oneofs too.
  var fields: [ProtoField] { parts.flatMap(\.fields) }

  /// All oneofs.
  var oneofs: [ProtoOneof] {
    parts.compactMap { part in
      guard case .oneof(let oneof) = part else { return nil }
      return oneof
    }
  }
}

extension ProtoMessage.Part {
  /// The name in the contract.
  var name: String {
    switch self {
    case .field(let field): field.name
    case .oneof(let oneof): oneof.name
    }
  }

  /// The fields it has.
  var fields: [ProtoField] {
    switch self {
    case .field(let field): [field]
    case .oneof(let oneof): oneof.fields
    }
  }
}

/// Fields of which at most one stands in a message.
struct ProtoOneof {
  var name: String
  /// With package and messages, such as "grpc.reflection.v1.ServerReflectionRequest.message_request".
  var fullName: String
  var comment: [String]
  var fields: [ProtoField]
}

/// A field of a message.
struct ProtoField {
  var name: String
  /// With package and messages, such as "bandstand.v1.Candidate.item".
  var fullName: String
  var number: Int32
  var comment: [String]
  var type: FieldType
  var presence: Presence

  /// How often the field stands in a message.
  enum Presence {
    /// Once; its default value is not sent.
    case plain
    /// Once or not at all: proto3 `optional`, and every message.
    case optional
    /// Any number of times.
    case repeated
  }
}

/// What a field holds.
enum FieldType: Equatable {
  /// A number, by its Swift type.
  case number(String)
  case bool
  case string
  case bytes
  /// By its full name.
  case enumeration(String)
  /// By its full name.
  case message(String)
}

/// An enum type. Always open: unknown values are kept.
struct ProtoEnum {
  var name: String
  var fullName: String
  var comment: [String]
  var values: [Value]

  /// One named value.
  struct Value {
    var name: String
    var number: Int32
    var comment: [String]
  }
}

/// A service.
struct ProtoService {
  var name: String
  var fullName: String
  var comment: [String]
  var methods: [Method]

  /// One call.
  struct Method {
    var name: String
    var comment: [String]
    /// The full name of the message asked with.
    var request: String
    /// The full name of the message answered with.
    var response: String
    var streamsRequests: Bool
    var streamsResponses: Bool
  }
}
