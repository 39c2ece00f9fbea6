public import RPC

/// How a program that only calls services does so: the keys of `peers.*` and `tls.*` that every service has for its own calls.
public struct CallerConfiguration: Hashable, Sendable {
  /// How it and the services know each other. What it says of listening means nothing here.
  public var security: SecurityConfiguration
  /// How calls are made.
  public var peers: PeersConfiguration

  /// Says so to a client.
  public func apply(to options: inout RPCClientOptions) {
    options.security = security.client
    peers.apply(to: &options)
  }

  /// What a program was told, from its flags, its environment and a file.
  ///
  /// - Parameters:
  ///   - flags: Values by flag, such as `--peers-attempts`.
  ///   - environment: Names that begin with `BANDSTAND_` count.
  ///   - file: The path of a JSON file of these keys; nil for none.
  /// - Throws: ``HostingError``, which names the key, where it was said, and what it takes.
  public static func read(
    flags: [String: String], environment: [String: String], file: String? = nil
  ) async throws(HostingError) -> CallerConfiguration {
    var contents: ConfigurationFile?
    if let file { contents = try await ConfigurationFile(path: file, keys: keys) }
    return try CallerConfiguration(
      reading: ConfigurationValues(flags: flags, environment: environment, file: contents))
  }
}
