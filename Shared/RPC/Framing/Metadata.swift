/// What a call carries besides its messages: names with texts, or with bytes where a name ends in `-bin`. Ordered; a
/// name may stand more than once.
public struct Metadata: Hashable, Sendable {
  /// A text of printable ASCII, or any bytes.
  public enum Value: Hashable, Sendable {
    /// Under a name that does not end in `-bin`.
    case text(String)
    /// Under a name that ends in `-bin`.
    case binary([UInt8])
  }

  /// A name, in lower case, and one value.
  public struct Entry: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: Value
  }

  /// All entries, in their order.
  public private(set) var entries: [Entry] = []

  /// Nothing.
  public init() {}

  /// Whether there is no entry.
  public var isEmpty: Bool { entries.isEmpty }

  /// Adds a text.
  ///
  /// - Throws: INVALID_ARGUMENT for a name that is empty, reserved, ends in `-bin` or has other characters than lower-case
  ///   letters, digits, `-`, `_` and `.`, or a value that is not printable ASCII.
  public mutating func add(_ name: String, _ text: String) throws(RPCStatus) {
    guard Self.isAllowed(name), !name.hasSuffix("-bin"), text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
      throw RPCStatus(.invalidArgument, "metadata \(name): not a name and printable ASCII text that can be sent")
    }
    entries.append(Entry(name: name, value: .text(text)))
  }

  /// Adds bytes under a name that ends in `-bin`.
  ///
  /// - Throws: INVALID_ARGUMENT for a name that is reserved, does not end in `-bin` or has characters that are not allowed.
  public mutating func add(_ name: String, _ bytes: [UInt8]) throws(RPCStatus) {
    guard Self.isAllowed(name), name.hasSuffix("-bin") else {
      throw RPCStatus(.invalidArgument, "metadata \(name): not a name for bytes, which ends in -bin")
    }
    entries.append(Entry(name: name, value: .binary(bytes)))
  }

  /// The first text of that name.
  public func text(_ name: String) -> String? {
    for entry in entries where entry.name == name {
      if case .text(let text) = entry.value { return text }
    }
    return nil
  }

  /// The first bytes of that name.
  public func binary(_ name: String) -> [UInt8]? {
    for entry in entries where entry.name == name {
      if case .binary(let bytes) = entry.value { return bytes }
    }
    return nil
  }

  private static func isAllowed(_ name: String) -> Bool {
    !name.isEmpty && !isReserved(name)
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
        default: false
        }
      }
  }

  /// Names that belong to HTTP/2 and gRPC themselves.
  private static func isReserved(_ name: String) -> Bool {
    switch name {
    case "content-type", "te", "connection", "host", "transfer-encoding", "upgrade", "keep-alive", "proxy-connection":
      true
    // These two are for handlers to send and to read (gRFC A6).
    case "grpc-retry-pushback-ms", "grpc-previous-rpc-attempts": false
    default: name.hasPrefix("grpc-") || name.hasPrefix(":")
    }
  }

  /// The metadata among a header list's fields. A `-bin` field may hold several values parted by commas; one that is not
  /// base64 is left out.
  init(_ headers: HeaderList) {
    for index in headers.indices {
      let name = headers.name(at: index)
      guard !Self.isReserved(name) else { continue }
      guard name.hasSuffix("-bin") else {
        entries.append(Entry(name: name, value: .text(headers.value(at: index))))
        continue
      }
      for part in headers.valueBytes(at: index).split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
        guard let bytes = Base64.decode(part) else { continue }
        entries.append(Entry(name: name, value: .binary(bytes)))
      }
    }
  }

  func append(to headers: inout HeaderList) {
    for entry in entries {
      switch entry.value {
      case .text(let text): headers.append(entry.name, text)
      case .binary(let bytes): headers.append(entry.name, Base64.encode(bytes))
      }
    }
  }
}
