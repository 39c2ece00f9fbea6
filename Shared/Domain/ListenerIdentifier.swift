/// A listener's pseudonym: 1 to 128 bytes of UTF-8 without control characters.
public struct ListenerIdentifier: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The longest pseudonym, in bytes of UTF-8.
  public static let bytesMax = 128

  /// The pseudonym.
  public let description: String

  /// A listener by pseudonym; nil when it is empty, too long or has control characters.
  public init?(_ text: String) {
    let bytes = text.utf8
    guard !bytes.isEmpty, bytes.count <= Self.bytesMax, bytes.allSatisfy({ $0 >= 32 && $0 != 127 }) else { return nil }
    description = text
  }

  /// By their bytes.
  public static func < (left: ListenerIdentifier, right: ListenerIdentifier) -> Bool {
    left.description < right.description
  }
}

extension ListenerIdentifier: Codable {
  /// The bare text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let listener = ListenerIdentifier(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a listener of 1 to 128 bytes")
    }
    self = listener
  }

  /// The bare text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
