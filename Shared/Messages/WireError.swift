/// Why bytes are not a message of the contract. Carries no values, only places.
///
/// The RPC layer makes it the status of the call: INVALID_ARGUMENT at a server, INTERNAL at a client.
public enum WireError: Error, Hashable, CustomStringConvertible {
  /// The bytes end within a field.
  case truncated(at: WirePlace)
  /// A variable-length number has more bytes than it may.
  case varintTooLong(at: WirePlace)
  /// A field has the number 0 or one beyond 2^29 - 1.
  case invalidFieldNumber(at: WirePlace)
  /// A field has the wire type of a group (3 or 4), which proto3 does not have, or one that does not exist.
  case invalidWireType(Int, at: WirePlace)
  /// A known field has another wire type than its type is sent with.
  case unexpectedWireType(Int, expected: Int, at: WirePlace)
  /// A packed list's length is no multiple of its elements' size.
  case invalidPackedLength(Int, elementBytes: Int, at: WirePlace)
  /// A string is not UTF-8.
  case invalidUTF8(at: WirePlace)
  /// A string has a NUL character.
  case embeddedNUL(at: WirePlace)
  /// Messages nest deeper than ``WireLimits/depthMaximum``.
  case tooDeep(limit: Int, at: WirePlace)
  /// The message holds more than ``WireLimits/messagesMaximum`` messages.
  case tooManyMessages(limit: Int, at: WirePlace)
  /// The message holds more than ``WireLimits/elementsMaximum`` fields and elements.
  case tooManyElements(limit: Int, at: WirePlace)
  /// A message that may stand once stands twice. protobuf lets a reader merge the two; protobuf-c loses values doing so.
  case splitMessage(at: WirePlace)
  /// protobuf-c refused what the guard had let pass: it would take more than ``WireLimits/arenaBytesMaximum``.
  case unreadable(message: String, bytes: Int)

  /// What is wrong, where, and what to do about it.
  public var description: String {
    switch self {
    case .truncated(let place): "\(place): the bytes end within the field; send the whole message"
    case .varintTooLong(let place):
      "\(place): a variable-length number has too many bytes; at most 10, in tags and lengths 5"
    case .invalidFieldNumber(let place): "\(place): the field number is not in 1...536870911"
    case .invalidWireType(let type, let place): "\(place): wire type \(type) is not one of proto3; use 0, 1, 2 or 5"
    case .unexpectedWireType(let type, let expected, let place):
      "\(place): wire type \(type) instead of \(expected); the sender has another definition of the field"
    case .invalidPackedLength(let length, let elementBytes, let place):
      "\(place): a packed list of \(length) bytes is no multiple of \(elementBytes)"
    case .invalidUTF8(let place): "\(place): the string is not UTF-8; use a bytes field for other text"
    case .embeddedNUL(let place): "\(place): the string has a NUL character; leave it out"
    case .tooDeep(let limit, let place): "\(place): messages nest more than \(limit) deep"
    case .tooManyMessages(let limit, let place): "\(place): more than \(limit) messages in one; split it"
    case .tooManyElements(let limit, let place):
      "\(place): more than \(limit) fields and elements in one message; split it"
    case .splitMessage(let place): "\(place): the message comes in parts; send it once and whole"
    case .unreadable(let message, let bytes):
      "\(message): \(bytes) bytes that need too much memory to be read; send less at once"
    }
  }
}

/// A place in a message.
public struct WirePlace: Hashable, Sendable, CustomStringConvertible {
  /// The outermost message, such as "bandstand.v1.RankRequest".
  public let message: String
  /// The field within it, such as "shelves[2].candidates[17].source"; empty for the message itself.
  public let path: String
  /// Where the field's bytes begin.
  public let byteOffset: Int

  /// A place.
  public init(message: String, path: String, byteOffset: Int) {
    self.message = message
    self.path = path
    self.byteOffset = byteOffset
  }

  /// "bandstand.v1.RankRequest.shelves[2].shelf at byte 130".
  public var description: String { "\(message)\(path.isEmpty ? "" : ".")\(path) at byte \(byteOffset)" }
}
