/// The pieces of Swift that one field needs.
struct FieldRenderer {
  /// The Swift property.
  let name: String
  let protoName: String
  let number: Int32
  let comment: [String]
  /// The property's type.
  let swiftType: String
  /// The default in the memberwise initializer.
  let defaultValue: String
  private let type: FieldType
  private let presence: ProtoField.Presence
  private let member: String
  private let element: String

  init(_ field: ProtoField) throws(GeneratorError) {
    name = Naming.lowerCamel(field.name)
    protoName = field.name
    number = field.number
    comment = field.comment
    type = field.type
    presence = field.presence
    member = Naming.cMember(field.name)
    let plainDefault: String
    switch field.type {
    case .number(let number): (element, plainDefault) = (number, "0")
    case .bool: (element, plainDefault) = ("Bool", "false")
    case .string: (element, plainDefault) = ("String", "\"\"")
    case .bytes: (element, plainDefault) = ("[UInt8]", "[]")
    case .enumeration(let name): (element, plainDefault) = (try Namespace.swiftType(name), ".init(rawValue: 0)")
    case .message(let name): (element, plainDefault) = (try Namespace.swiftType(name), "nil")
    }
    switch field.presence {
    case .plain: (swiftType, defaultValue) = (element, plainDefault)
    case .optional: (swiftType, defaultValue) = (element + "?", "nil")
    case .repeated: (swiftType, defaultValue) = ("[\(element)]", "[]")
    }
  }

  /// The native value, from the C struct.
  var decoding: String {
    let value = "mirror.pointee.\(member)"
    switch presence {
    case .plain: return decoded(value)
    case .optional:
      if case .message = type { return "CValue.message(\(value))" }
      return "mirror.pointee._\(member)_case.rawValue == \(number) ? \(decoded(value)) : nil"
    case .repeated:
      let list = "(\(value), count: mirror.pointee.n_\(member))"
      switch type {
      case .number: return "CValue.numbers\(list)"
      case .bool: return "CValue.flags\(list)"
      case .string: return "CValue.texts\(list)"
      case .bytes: return "CValue.byteArrays\(list)"
      case .enumeration: return "CValue.numbers\(list).map { \(decoded("$0")) }"
      case .message: return "CValue.messages\(list)"
      }
    }
  }

  private func decoded(_ value: String) -> String {
    switch type {
    case .number: value
    case .bool: "\(value) != 0"
    case .string: "CValue.text(\(value))"
    case .bytes: "CValue.bytes(\(value))"
    case .enumeration: "\(element)(rawValue: Int32(truncatingIfNeeded: \(value).rawValue))"
    case .message: "CValue.message(\(value))"
    }
  }

  /// The statement that puts the native value into the C struct.
  var encoding: String {
    let target = "unsafe mirror.pointee.\(member)"
    switch presence {
    case .plain: return "\(target) = \(encoded("self.\(name)"))"
    case .optional:
      if case .message = type { return "\(target) = arena.message(self.\(name))" }
      return """
        if let value = self.\(name) {
              unsafe mirror.pointee._\(member)_case = .init(rawValue: \(number))
              \(target) = \(encoded("value"))
            }
        """
    case .repeated: return "unsafe mirror.pointee.n_\(member) = self.\(name).count\n    \(target) = \(encodedList)"
    }
  }

  private func encoded(_ value: String) -> String {
    switch type {
    case .number: value
    case .bool: "\(value) ? 1 : 0"
    case .string: "arena.text(\(value))"
    case .bytes: "arena.bytes(\(value))"
    case .enumeration(let name):
      "\(Naming.cType(name))(rawValue: .init(truncatingIfNeeded: \(value).rawValue))"
    case .message: "arena.message(\(value))"
    }
  }

  private var encodedList: String {
    switch type {
    case .number: "arena.numbers(self.\(name))"
    case .bool: "arena.numbers(self.\(name).map { $0 ? 1 : 0 })"
    case .string: "arena.texts(self.\(name))"
    case .bytes: "arena.byteArrays(self.\(name))"
    case .enumeration: "arena.numbers(self.\(name).map { \(encoded("$0")) })"
    case .message: "arena.messages(self.\(name))"
    }
  }
}
