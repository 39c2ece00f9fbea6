import FoundationEssentials

/// Where a Redis server listens and who we are there: `redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]`.
///
/// With `?eviction=allowed` behind it, a server that may drop keys when its memory is full is not refused.
public struct RedisAddress: Hashable, Sendable, CustomStringConvertible {
  let host: String
  let port: Int32
  let user: String?
  let password: String?
  let database: Int
  let allowsEviction: Bool

  /// The address in a text.
  ///
  /// - Throws: ``StorageError/unsupportedAddress(address:available:)``.
  public init(_ text: String) throws(StorageError) {
    let unsupported = StorageError.unsupportedAddress(
      address: StoreAddress.withoutPassword(text), available: "redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]")

    allowsEviction = text.hasSuffix(Self.allowingEviction)
    let text = allowsEviction ? String(text.dropLast(Self.allowingEviction.count)) : text

    guard let parts = URLComponents(string: text), parts.scheme == "redis", let host = parts.host, !host.isEmpty,
      parts.query == nil, parts.fragment == nil, let port = Int32(exactly: parts.port ?? 6379), port > 0
    else { throw unsupported }
    let path = parts.path.drop { $0 == "/" }
    guard let database = path.isEmpty ? 0 : Int(path), (0...65_535).contains(database) else { throw unsupported }
    self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    self.port = port
    self.database = database
    user = parts.user.flatMap { $0.isEmpty ? nil : $0 }
    password = parts.password
  }

  static let allowingEviction = "?eviction=allowed"

  /// The address without the user and the password: it stands in logs and errors.
  public var description: String { "redis://\(host.contains(":") ? "[\(host)]" : host):\(port)/\(database)" }
}
