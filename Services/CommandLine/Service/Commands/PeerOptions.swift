public import ArgumentParser
import FoundationEssentials
import Hosting
public import RPC

/// Where the services listen, each at one address, behind one name, or on several replicas; and how they are called, by the
/// keys that services have for that.
struct PeerOptions: ParsableArguments {
  @Option(help: "Where home listens.")
  var home: RPCTarget = RPCTarget(host: "127.0.0.1", port: 8001)

  @Option(help: "Where candidates listens.")
  var candidates: RPCTarget = RPCTarget(host: "127.0.0.1", port: 8002)

  @Option(help: "Where ranking listens.")
  var ranking: RPCTarget = RPCTarget(host: "127.0.0.1", port: 8003)

  @Option(help: "Where validation listens.")
  var validation: RPCTarget = RPCTarget(host: "127.0.0.1", port: 8004)

  @Option(help: "Where training listens.")
  var training: RPCTarget = RPCTarget(host: "127.0.0.1", port: 8005)

  @Option(
    help: ArgumentHelp("A JSON file of the keys below, such as {\"peers\": {\"attempts\": 1}}.", valueName: "file"))
  var config: String?

  @Option(help: help("peers.security"))
  var peersSecurity: String?

  @Option(help: help("tls.certificate"))
  var tlsCertificate: String?

  @Option(help: help("tls.privateKey"))
  var tlsPrivateKey: String?

  @Option(help: help("tls.roots"))
  var tlsRoots: String?

  @Option(help: help("tls.reloadSeconds"))
  var tlsReloadSeconds: String?

  @Option(help: help("peers.balancing"))
  var peersBalancing: String?

  @Option(help: help("peers.attempts"))
  var peersAttempts: String?

  @Option(help: help("peers.hedgingMilliseconds"))
  var peersHedgingMilliseconds: String?

  @Flag(help: help("peers.checkHealth"))
  var peersCheckHealth = false

  @Option(help: help("peers.timeoutSeconds"))
  var peersTimeoutSeconds: String?

  @Option(help: help("peers.connectSeconds"))
  var peersConnectSeconds: String?

  @Option(help: help("peers.keepaliveSeconds"))
  var peersKeepaliveSeconds: String?

  /// Clients of these services.
  ///
  /// - Parameter environment: Where keys are looked for that no flag names.
  /// - Throws: `HostingError`, which names the key that has no good value.
  func peers(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws(HostingError) -> Peers {
    var options = RPCClientOptions()
    try await CallerConfiguration.read(flags: flags, environment: environment, file: config).apply(to: &options)
    return Peers(
      home: home, candidates: candidates, ranking: ranking, validation: validation, training: training,
      options: options)
  }

  /// What was said on the command line, by the services' own flags.
  private var flags: [String: String] {
    let given = [
      "--peers-security": peersSecurity, "--tls-certificate": tlsCertificate, "--tls-private-key": tlsPrivateKey,
      "--tls-roots": tlsRoots, "--tls-reload-seconds": tlsReloadSeconds, "--peers-balancing": peersBalancing,
      "--peers-attempts": peersAttempts, "--peers-hedging-milliseconds": peersHedgingMilliseconds,
      "--peers-check-health": peersCheckHealth ? "true" : nil, "--peers-timeout-seconds": peersTimeoutSeconds,
      "--peers-connect-seconds": peersConnectSeconds, "--peers-keepalive-seconds": peersKeepaliveSeconds,
    ]
    return given.compactMapValues { $0 }
  }

  /// What the services' own help says of a key.
  private static func help(_ name: String) -> ArgumentHelp {
    guard let key = CallerConfiguration.keys.first(where: { $0.name == name }) else {
      preconditionFailure("\(name) is no key of a caller")
    }
    return ArgumentHelp(
      "\(key.meaning) Takes \(key.accepted). Default: \(key.defaultText.isEmpty ? "empty" : key.defaultText)."
        + " Environment: \(key.environmentVariable).",
      valueName: key.kind.rawValue)
  }
}

extension RPCTarget: ExpressibleByArgument {
  /// A target from its text, such as "127.0.0.1:8001" or "ipv4:10.0.0.1:80,10.0.0.2:80".
  public init?(argument: String) {
    guard let target = try? RPCTarget(argument) else { return nil }
    self = target
  }
}
