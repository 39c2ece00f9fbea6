/// Holds every declaration of the contract to have a comment: the comments are what users read, in every language.
enum CommentCheck {
  /// Throws for the first declaration without one.
  static func refuseUncommented(in file: ProtoFile) throws(GeneratorError) {
    let methods = file.services.flatMap { service in
      service.methods.map { (name: "\(service.fullName).\($0.name)", comment: $0.comment) }
    }
    let declarations =
      file.services.map { (name: $0.fullName, comment: $0.comment) } + methods
      + file.messages.flatMap(declarations(of:)) + file.enums.flatMap(declarations(of:))
    guard let bare = declarations.first(where: { $0.comment.isEmpty }) else { return }
    throw .uncommented(name: bare.name, path: file.path)
  }

  private static func declarations(of message: ProtoMessage) -> [(name: String, comment: [String])] {
    [(message.fullName, message.comment)] + message.fields.map { ($0.fullName, $0.comment) }
      + message.oneofs.map { ($0.fullName, $0.comment) } + message.enums.flatMap(declarations(of:))
      + message.messages.flatMap(declarations(of:))
  }

  private static func declarations(of enumeration: ProtoEnum) -> [(name: String, comment: [String])] {
    [(enumeration.fullName, enumeration.comment)]
      + enumeration.values.map { ("\(enumeration.fullName).\($0.name)", $0.comment) }
  }
}
