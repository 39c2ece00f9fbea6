public import Logging
public import RPC

/// How a process and its peers know each other.
public struct SecurityConfiguration: Hashable, Sendable {
  /// Whether the process's own calls are taken encrypted.
  public var listen = ConnectionSecurity.automatic
  /// Whether its calls of other services are encrypted.
  public var peers = ConnectionSecurity.automatic
  /// The file of its certificate and those that lead to a root; nil for none.
  public var certificate: String?
  /// The file of its certificate's key; nil for none.
  public var privateKey: String?
  /// The file of the roots that sign peers' certificates; nil for the system's.
  public var roots: String?
  /// What is asked of its clients.
  public var clientCertificates = ClientCertificates.none
  /// How often certificates, key, roots and the authorization file are read again.
  public var reloadSeconds = 10.0
  /// The file that says who may call what; nil for everybody everything.
  public var authorizationFile: String?

  /// Plain text on this machine.
  public init() {}

  /// How the process takes calls.
  public var server: ServerSecurity {
    guard listen != .plaintext else { return .plaintext }
    guard let keyPair else { return .plaintextOnLoopback }
    var tls = ServerTLS(keyPair)
    tls.clientCertificates = clientCertificates
    tls.clientRoots = trustedRoots
    tls.reload = reload
    return .tls(tls)
  }

  /// How the process calls others.
  public var client: ClientSecurity {
    let isSecure = peers == .tls || peers == .automatic && (certificate != nil || roots != nil)
    guard isSecure else { return peers == .plaintext ? .plaintext : .plaintextOnLoopback }
    return .tls(clientTLS)
  }

  /// How a process that runs with this configuration is asked if it lives: by whoever stands on the same machine, so
  /// that its certificate need not name that machine.
  var probe: ClientSecurity {
    guard case .tls = server else { return .plaintext }
    var tls = clientTLS
    tls.verifiesServer = false
    return .tls(tls)
  }

  /// Who may call what, as long as the process runs: the file is read again as certificates are. Nil for everybody everything.
  ///
  /// - Parameters:
  ///   - vocabulary: The names that may stand in it.
  ///   - logger: Told of changes, and of such as cannot be used.
  /// - Throws: ``HostingError/unreadableFile(file:reason:)``, which names the file and the place in it.
  public func authorization(
    _ vocabulary: AuthorizationVocabulary = .bandstand, logger: Logger
  ) throws(HostingError) -> AuthorizationRules? {
    guard let authorizationFile else { return nil }
    do throws(AuthorizationError) {
      return try AuthorizationRules(
        file: authorizationFile, reload: reload, logger: logger, check: vocabulary.check)
    } catch {
      throw .unreadableFile(file: authorizationFile, reason: "\(error)")
    }
  }

  private var keyPair: TLSKeyPair? {
    guard let certificate, let privateKey else { return nil }
    return TLSKeyPair(certificates: .file(certificate), privateKey: .file(privateKey))
  }

  private var trustedRoots: TLSRoots { roots.map { .pem(.file($0)) } ?? .system }

  private var reload: FileReload {
    var reload = FileReload()
    reload.interval = .seconds(reloadSeconds)
    return reload
  }

  private var clientTLS: ClientTLS {
    var tls = ClientTLS(roots: trustedRoots)
    tls.keyPair = keyPair
    tls.reload = reload
    return tls
  }
}
