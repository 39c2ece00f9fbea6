import FoundationEssentials

/// A URI of libpq (`postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=verify-full`), and how it may be shown.
public struct PostgreSQLAddress: Hashable, Sendable, CustomStringConvertible {
  /// What libpq is given.
  let uri: String
  /// The URI without user, password and parameters: it stands in logs and errors.
  public let description: String

  /// The address in a text that begins with `postgres:` or `postgresql:`.
  ///
  /// - Throws: ``StorageError/unsupportedAddress(address:available:)``.
  public init(_ text: String) throws(StorageError) {
    guard let parts = URLComponents(string: text), parts.scheme == "postgres" || parts.scheme == "postgresql",
      parts.path.count > 1
    else {
      throw .unsupportedAddress(
        address: StoreAddress.withoutPassword(text), available: "postgres://USER:PASSWORD@HOST:PORT/DATABASE")
    }
    uri = text
    description = "postgres://\(parts.host ?? "")\(parts.port.map { ":\($0)" } ?? "")\(parts.path)"
  }
}
