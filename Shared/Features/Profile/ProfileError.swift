/// Why bytes are not a profile. Carries offsets and limits, no listener data.
public enum ProfileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Longer than any profile.
  case tooLong(limit: Int, got: Int)
  /// Written by another version of the encoding.
  case unknownVersion(supported: UInt8, got: UInt8)
  /// The bytes end within a value.
  case truncated(offset: Int)
  /// A value that no profile holds there.
  case invalid(field: String, offset: Int)
  /// A list's entries are not in their order, or one stands there twice.
  case outOfOrder(list: String, offset: Int)
  /// A list is longer than it may be.
  case tooMany(list: String, limit: Int, got: UInt64)
  /// More bytes than the profile needs.
  case trailingBytes(offset: Int, count: Int)

  /// What was wrong, where, and what to do.
  public var description: String {
    let place: String
    switch self {
    case .tooLong(let limit, let got):
      return "a profile of \(got) bytes is over the limit of \(limit): send what Profile.encoded() returned"
    case .unknownVersion(let supported, let got):
      return "profile encoding version \(got) is not \(supported): rebuild the profile from its events"
    case .truncated(let offset): place = "ends within a value at byte \(offset)"
    case .invalid(let field, let offset): place = "holds an impossible \(field) before byte \(offset)"
    case .outOfOrder(let list, let offset): place = "has its \(list) out of order before byte \(offset)"
    case .tooMany(let list, let limit, let got): place = "has \(got) \(list), at most \(limit) are kept"
    case .trailingBytes(let offset, let count): place = "goes on for \(count) bytes after its end at byte \(offset)"
    }
    return "the profile \(place): read it again from its store, or rebuild it from its events"
  }
}
