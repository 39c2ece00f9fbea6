/// Chooses a store by a short address: `file:PATH`, `sqlite:PATH` or `memory:`, or the URI of a server,
/// `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, `redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]` or
/// `s3://BUCKET[/PREFIX]` (see ``S3Address``).
///
/// A path is relative to the working folder unless it begins with a slash. `file://` and `sqlite://` before an absolute path
/// do too. An address as text never shows a password.
public enum StoreAddress: Sendable, CustomStringConvertible {
  /// A folder.
  case file(path: String)
  /// A SQLite file.
  case sqlite(path: String)
  /// This process's memory.
  case memory
  /// A PostgreSQL server.
  case postgres(PostgreSQLAddress)
  /// A Redis server.
  case redis(RedisAddress)
  /// A bucket.
  case s3(S3Address)

  /// The address that a text stands for.
  ///
  /// - Throws: ``StorageError/unsupportedAddress(address:available:)``, which names those that are available.
  public init(_ text: String) throws(StorageError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = parts.count == 2 ? parts[1] : ""
    let path = String(rest.hasPrefix("///") ? rest.dropFirst(2) : rest)
    let isPath = !path.isEmpty && !path.hasPrefix("//")
    switch parts[0] {
    case "file" where isPath: self = .file(path: path)
    case "sqlite" where isPath: self = .sqlite(path: path)
    case "memory" where text == "memory:": self = .memory
    case "postgres", "postgresql": self = .postgres(try PostgreSQLAddress(text))
    case "redis": self = .redis(try RedisAddress(text))
    case "rediss":
      throw .unsupportedAddress(
        address: Self.withoutPassword(text),
        available: "redis://HOST, in a network of your own or through a tunnel: Redis over TLS is not offered")
    case "s3": self = .s3(try S3Address(text))
    default:
      throw .unsupportedAddress(
        address: Self.withoutPassword(text),
        available: "file:PATH, sqlite:PATH, memory:, postgres://HOST/DATABASE, redis://HOST or s3://BUCKET")
    }
  }

  /// The address in text.
  public var description: String {
    switch self {
    case .file(let path): "file:\(path)"
    case .sqlite(let path): "sqlite:\(path)"
    case .memory: "memory:"
    case .postgres(let address): address.description
    case .redis(let address): address.description
    case .s3(let address): address.description
    }
  }

  /// Opens the object store that the address chooses: `file:`, `s3:` or `memory:`.
  public func openObjectStore() async throws -> any ObjectStore {
    switch self {
    case .file(let path): try await FolderObjectStore.open(path)
    case .memory: MemoryObjectStore()
    case .s3(let address): try await S3ObjectStore.open(address)
    default: throw unsupported(available: "file:PATH, s3://BUCKET or memory: for objects")
    }
  }

  /// Opens the database that the address chooses: `sqlite:`, `memory:` or `postgres:`.
  public func openDatabase() async throws -> any Database {
    switch self {
    case .sqlite(let path): try await SQLiteDatabase.open(path)
    case .memory: try await SQLiteDatabase.inMemory()
    case .postgres(let address): try await PostgreSQLDatabase.open(address)
    default: throw unsupported(available: "sqlite:PATH, memory: or postgres://HOST/DATABASE for the database")
    }
  }

  /// Opens the online store that the address chooses: `sqlite:`, `memory:` or `redis:`.
  public func openOnlineStore() async throws -> any OnlineStore {
    switch self {
    case .sqlite(let path): try await SQLiteOnlineStore.open(path)
    case .memory: MemoryOnlineStore()
    case .redis(let address): try await RedisOnlineStore.open(address)
    default: throw unsupported(available: "sqlite:PATH, memory: or redis://HOST for the online store")
    }
  }

  /// The text with everything between `//` and `@` left out.
  static func withoutPassword(_ text: String) -> String {
    guard let at = text.lastIndex(of: "@"), let start = text.firstRange(of: "//")?.upperBound, start < at else {
      return text
    }
    return text[..<start] + "…" + text[at...]
  }

  private func unsupported(available: String) -> StorageError {
    .unsupportedAddress(address: description, available: available)
  }
}
