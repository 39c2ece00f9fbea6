public import ArgumentParser
public import Hosting
import Logging
import Messages
import NIOPosix
import RPC

/// Where the services listen.
struct PeerOptions: ParsableArguments {
  @Option(help: "Where home listens.")
  var home: PeerAddress = PeerAddress(host: "127.0.0.1", port: 8001)

  @Option(help: "Where candidates listens.")
  var candidates: PeerAddress = PeerAddress(host: "127.0.0.1", port: 8002)

  @Option(help: "Where ranking listens.")
  var ranking: PeerAddress = PeerAddress(host: "127.0.0.1", port: 8003)

  @Option(help: "Where validation listens.")
  var validation: PeerAddress = PeerAddress(host: "127.0.0.1", port: 8004)

  @Option(help: "Where training listens.")
  var training: PeerAddress = PeerAddress(host: "127.0.0.1", port: 8005)

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

extension PeerAddress: ExpressibleByArgument {
  /// An address from its text, such as "127.0.0.1:8001".
  public init?(argument: String) {
    self.init(argument)
  }
}
