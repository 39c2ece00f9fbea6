/// The pieces of Swift that one field needs.
struct FieldRenderer: PropertyRenderer {
  let name: String
  let number: Int32
  let comment: [String]
  let swiftType: String
  let defaultValue: String
  /// The type of one value.
  let element: String
  private let type: FieldType
  private let presence: ProtoField.Presence
  private let member: String

  init(_ field: ProtoField) throws(GeneratorError) {
    name = Naming.lowerCamel(field.name)
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

  var decoding: String {
    let value = "mirror.pointee.\(member)"
    switch presence {
    case .plain: return decoded
    case .optional:
      if isMessage { return decoded }
      return "mirror.pointee._\(member)_case.rawValue == \(number) ? \(decoded) : nil"
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

  /// One native value, from the C struct; an optional one for a message.
  var decoded: String { decoded("mirror.pointee.\(member)") }

  /// Whether it holds a message.
  var isMessage: Bool {
    guard case .message = type else { return false }
    return true
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

  var encoding: String {
    switch presence {
    case .plain: return assignment(of: "self.\(name)")
    case .optional:
      if isMessage { return assignment(of: "self.\(name)") }
      return """
        if let value = self.\(name) {
              unsafe mirror.pointee._\(member)_case = .init(rawValue: \(number))
              \(assignment(of: "value"))
            }
        """
    case .repeated:
      return """
        unsafe mirror.pointee.n_\(member) = self.\(name).count
            unsafe mirror.pointee.\(member) = \(encodedList)
        """
    }
  }

  /// The statement that puts one native value into the C struct.
  func assignment(of value: String) -> String { "unsafe mirror.pointee.\(member) = \(encoded(value))" }

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
