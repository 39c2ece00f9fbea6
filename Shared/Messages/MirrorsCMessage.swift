import CProtobufC

/// A native message with a protobuf-c struct of the same fields. Generated types conform; nothing else should.
///
/// Of the package, not of the module alone: the messages that only tests speak live in a module of theirs.
package protocol MirrorsCMessage: Sendable {
  /// protoc-c's struct. Begins with a `ProtobufCMessage`, as all of them do.
  associatedtype CMessage

  /// Gives a struct the defaults and the descriptor of its type.
  static func initialize(_ mirror: UnsafeMutablePointer<CMessage>)

  /// Copies everything out of a struct that protobuf-c has read.
  init(copying mirror: UnsafePointer<CMessage>)

  /// Copies everything into a struct just initialized; what it points to is put into the arena.
  func fill(_ mirror: UnsafeMutablePointer<CMessage>, in arena: borrowing MessageArena)
}
