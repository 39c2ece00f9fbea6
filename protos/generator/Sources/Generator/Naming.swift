/// How names change from .proto to Swift, and from .proto to protoc-c's C.
enum Naming {
  /// "moment_milliseconds" becomes "momentMilliseconds", "GetHome" becomes "getHome".
  static func lowerCamel(_ name: String) -> String {
    let words = name.split(separator: "_").map(String.init)
    guard let first = words.first else { return name }
    let head = first.prefix(1).lowercased() + first.dropFirst()
    return escaped(head + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined())
  }

  /// "message_request" becomes "MessageRequest".
  static func upperCamel(_ name: String) -> String {
    name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// "RANK_ORDER_POLICY" of the enum "RankOrder" becomes "policy".
  static func enumCase(_ value: String, of enumeration: String) -> String {
    let prefix = camelToLower(enumeration).uppercased() + "_"
    let bare = value.hasPrefix(prefix) ? String(value.dropFirst(prefix.count)) : value
    return lowerCamel(bare.lowercased())
  }

  /// The constant that describes a file: "bandstand/v1/home.proto" becomes "bandstandV1Home".
  static func fileConstant(_ path: String) -> String {
    let stem = path.hasSuffix(".proto") ? String(path.dropLast(6)) : path
    return lowerCamel(stem.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).joined(separator: "_"))
  }

  /// protoc-c's name of a struct or enum: "bandstand.v1.Candidate" becomes "Bandstand__V1__Candidate".
  static func cType(_ fullName: String) -> String {
    pieces(fullName).map(upperCamel).joined(separator: "__")
  }

  /// protoc-c's prefix of a message's functions: "bandstand.v1.RankRequest" becomes "bandstand__v1__rank_request".
  static func cFunctionPrefix(_ fullName: String) -> String {
    pieces(fullName).map(camelToLower).joined(separator: "__")
  }

  /// protoc-c's name of a struct member.
  static func cMember(_ field: String) -> String {
    let lower = field.lowercased()
    return cReserved.contains(lower) ? lower + "_" : lower
  }

  private static func pieces(_ fullName: String) -> [String] {
    fullName.split(separator: ".").map(String.init)
  }

  /// An underscore before each capital letter that follows another kind of letter.
  private static func camelToLower(_ name: String) -> String {
    var result = ""
    var afterUpper = true
    for character in name {
      if character.isUppercase && !afterUpper { result += "_" }
      result += character.lowercased()
      afterUpper = character.isUppercase
    }
    return result
  }

  private static func escaped(_ name: String) -> String {
    swiftReserved.contains(name) ? "`\(name)`" : name
  }

  private static let swiftReserved: Set<String> = [
    "as", "break", "case", "catch", "class", "continue", "default", "defer", "do", "else", "enum", "extension",
    "fallthrough", "false", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let",
    "nil",
    "operator", "private", "protocol", "public", "repeat", "return", "self", "static", "struct", "subscript", "super",
    "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
  ]

  private static let cReserved: Set<String> = [
    "and", "asm", "auto", "bool", "break", "case", "catch", "char", "class", "const", "continue", "default", "delete",
    "do",
    "double", "else", "enum", "explicit", "export", "extern", "false", "float", "for", "friend", "goto", "if", "inline",
    "int", "long", "mutable", "namespace", "new", "not", "operator", "or", "private", "protected", "public", "register",
    "return", "short", "signed", "sizeof", "static", "struct", "switch", "template", "this", "throw", "true", "try",
    "typedef", "typename", "union", "unsigned", "using", "virtual", "void", "volatile", "while", "xor",
  ]
}
