/// How messages may be compressed, by gRPC's names. We read all of them always; what we write is an option.
public enum MessageEncoding: String, Hashable, Sendable, CaseIterable {
  /// Not at all.
  case identity
  /// In gzip's format (RFC 1952), which every gRPC implementation knows.
  case gzip
  /// In zlib's format (RFC 1950), which gRPC calls deflate.
  case deflate

  /// What `grpc-accept-encoding` says of us.
  static let accepted = allCases.map(\.rawValue).joined(separator: ",")

  /// The encoding of that name; nil for one that is not known here.
  init?(_ name: ArraySlice<UInt8>) {
    guard let encoding = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name) }) else { return nil }
    self = encoding
  }
}

extension HeaderList {
  /// Whether the sender says in `grpc-accept-encoding` that it can read `encoding`.
  func accepts(_ encoding: MessageEncoding) -> Bool {
    for index in indices where isName(at: index, "grpc-accept-encoding") {
      for part in valueBytes(at: index).split(separator: UInt8(ascii: ",")) {
        let name = part.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: " ") }
        if encoding.rawValue.utf8.elementsEqual(name) { return true }
      }
    }
    return false
  }
}
