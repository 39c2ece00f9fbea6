import InteropMessages
public import Logging
import NIOPosix
public import RPC

/// The server that cases are run against, and how the ones that can be longer or shorter are to be run.
public struct ServerUnderTest: Sendable {
  /// The connection that most cases share.
  let client: RPCClient
  /// Makes a new connection.
  let connect: @Sendable () -> RPCClient
  /// How long soaking goes on.
  let soak: Soak

  /// The server at that host and port. Nothing is connected yet.
  ///
  /// - Parameter name: What the server is called in `:authority` and in its certificate; nil when that is the host.
  public init(
    host: String, port: Int, name: String? = nil, security: ClientSecurity = .plaintext, soak: Soak = Soak(),
    logger: Logger
  ) {
    self.soak = soak
    var options = RPCClientOptions()
    options.security = security
    let connect = { @Sendable [options] in
      let group = MultiThreadedEventLoopGroup.singleton
      guard let name else { return RPCClient(host: host, port: port, options: options, group: group, logger: logger) }
      let resolver = DNSResolver(host: host, port: port)
      return RPCClient(resolver: resolver, name: name, options: options, group: group, logger: logger)
    }
    self.connect = connect
    client = connect()
  }

  /// Closes the shared connection.
  public func close() async { await client.close() }

  /// The tests' service.
  var service: InteropWire.TestServiceClient { InteropWire.TestServiceClient(client) }
}

extension CallOptions {
  /// For calls that no case wants to fail by their time: a server that hangs fails the case all the same.
  static var patient: CallOptions { CallOptions(timeout: .seconds(60)) }
}
