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

  /// Clients of these services.
  var peers: Peers {
    Peers(home: home, candidates: candidates, ranking: ranking, validation: validation, training: training)
  }
}

extension PeerAddress: ExpressibleByArgument {
  /// An address from its text, such as "127.0.0.1:8001".
  public init?(argument: String) {
    self.init(argument)
  }
}
