import RPC

extension SecurityConfiguration {
  private static let listenKey = ConfigurationKey<ConnectionSecurity>.choice(
    "listen.security", default: .automatic,
    "Whether calls are taken over TLS; automatic is TLS with a certificate, else plain text on loopback addresses only."
  )
  private static let peersKey = ConfigurationKey<ConnectionSecurity>.choice(
    "peers.security", default: .automatic,
    "Whether other services are called over TLS; automatic is TLS with a certificate or roots, else plain text on"
      + " loopback addresses only.")
  private static let certificateKey = ConfigurationKey.text(
    "tls.certificate", default: "", none: "none",
    "A PEM file: the process's certificate, shown to clients and services, then those that lead to a root.")
  private static let privateKeyKey = ConfigurationKey.text(
    "tls.privateKey", default: "", none: "none", "A PEM file: the key of tls.certificate, without a passphrase.")
  private static let rootsKey = ConfigurationKey.text(
    "tls.roots", default: "", none: "those of the system",
    "A PEM file: who signs the certificates of clients and services.")
  private static let clientCertificatesKey = ConfigurationKey<ClientCertificates>.choice(
    "tls.clientCertificates", default: .none,
    "Whether clients must show a certificate, may, or are not asked; one that is shown must be signed by tls.roots.")
  private static let reloadKey = ConfigurationKey.number(
    "tls.reloadSeconds", default: 10, in: 0.1...3_600,
    "How often the files of certificates, key and roots, and the authorization file, are read.")
  private static let authorizationKey = ConfigurationKey.text(
    "authorization.file", default: "", none: "no file, everybody may call everything",
    "A JSON file: which peers may call which methods, such as compose/authorization.json; taken anew when it changes.")

  /// All keys, in the order `--help` shows them.
  static let keys = [
    listenKey.description, peersKey.description, certificateKey.description, privateKeyKey.description,
    rootsKey.description, clientCertificatesKey.description, reloadKey.description, authorizationKey.description,
  ]

  /// Those that a program has that only calls others.
  static let callerKeys = [
    peersKey.description, certificateKey.description, privateKeyKey.description, rootsKey.description,
    reloadKey.description,
  ]

  /// Reads those keys, and checks that they fit each other.
  init(readingForCaller values: ConfigurationValues) throws(HostingError) {
    peers = try values.value(of: Self.peersKey)
    certificate = try values.value(of: Self.certificateKey).nilIfEmpty
    privateKey = try values.value(of: Self.privateKeyKey).nilIfEmpty
    roots = try values.value(of: Self.rootsKey).nilIfEmpty
    reloadSeconds = try values.value(of: Self.reloadKey)
    if let problem = pairProblem { throw .insecure(problem: problem) }
  }

  /// Reads every key, and checks that they fit each other.
  init(reading values: ConfigurationValues, listenHost: String) throws(HostingError) {
    listen = try values.value(of: Self.listenKey)
    peers = try values.value(of: Self.peersKey)
    certificate = try values.value(of: Self.certificateKey).nilIfEmpty
    privateKey = try values.value(of: Self.privateKeyKey).nilIfEmpty
    roots = try values.value(of: Self.rootsKey).nilIfEmpty
    clientCertificates = try values.value(of: Self.clientCertificatesKey)
    reloadSeconds = try values.value(of: Self.reloadKey)
    authorizationFile = try values.value(of: Self.authorizationKey).nilIfEmpty
    if let problem = problem(listenHost) { throw .insecure(problem: problem) }
  }

  /// What is wrong with it, and what to do; nil when nothing is.
  func problem(_ listenHost: String) -> String? {
    if let pairProblem { return pairProblem }
    if listen == .tls, certificate == nil { return "listen.security is tls, which needs tls.certificate" }
    let isSecure = listen != .plaintext && certificate != nil
    if !isSecure, listen != .plaintext, !LoopbackHost.contains(listenHost) {
      return "listen.host \(listenHost) is open to other machines: give tls.certificate and tls.privateKey, or say"
        + " listen.security plaintext on purpose"
    }
    guard clientCertificates != .none else { return nil }
    if !isSecure { return "tls.clientCertificates needs TLS: give tls.certificate, and do not say plaintext" }
    return roots == nil ? "tls.clientCertificates needs tls.roots: anybody may have the system's sign for them" : nil
  }

  private var pairProblem: String? {
    (certificate == nil) == (privateKey == nil)
      ? nil : "tls.certificate and tls.privateKey go together: give both, or neither"
  }
}

extension String {
  fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}
