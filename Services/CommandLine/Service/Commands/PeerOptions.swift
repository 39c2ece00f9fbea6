public import ArgumentParser
public import Hosting
import Logging
import Messages
import NIOPosix
public import RPC

/// Where the services listen: each at one address, behind one name, or on several replicas.
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
    help:
      "Whether they are called over TLS; automatic is TLS with roots or a certificate, else plain text on this machine."
  )
  var security = ConnectionSecurity.automatic

  @Option(help: "A PEM file: who signs their certificates, instead of the system's roots.")
  var tlsRoots: String?

  @Option(help: "A PEM file: the certificate to show them.")
  var tlsCertificate: String?

  @Option(help: "A PEM file: the certificate's key.")
  var tlsPrivateKey: String?

  /// Clients of these services.
  var peers: Peers {
    var options = RPCClientOptions()
    options.security = configuration.client
    return Peers(
      home: home, candidates: candidates, ranking: ranking, validation: validation, training: training,
      options: options)
  }

  func validate() throws {
    guard (tlsCertificate == nil) == (tlsPrivateKey == nil) else {
      throw ValidationError("--tls-certificate and --tls-private-key go together: give both, or neither.")
    }
  }

  private var configuration: SecurityConfiguration {
    var configuration = SecurityConfiguration()
    configuration.peers = security
    configuration.roots = tlsRoots
    configuration.certificate = tlsCertificate
    configuration.privateKey = tlsPrivateKey
    return configuration
  }
}

extension ConnectionSecurity: ExpressibleByArgument {}

extension RPCTarget: ExpressibleByArgument {
  /// A target from its text, such as "127.0.0.1:8001" or "ipv4:10.0.0.1:80,10.0.0.2:80".
  public init?(argument: String) {
    guard let target = try? RPCTarget(argument) else { return nil }
    self = target
  }
}
