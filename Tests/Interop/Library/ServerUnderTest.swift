import InteropMessages
public import RPC

/// The server that cases are run against, and how the ones that can be longer or shorter are to be run.
public struct ServerUnderTest: Sendable {
  /// The connection that most cases share.
  let client: RPCClient
  /// Makes a new connection.
  let connect: @Sendable () -> RPCClient
  /// How long soaking goes on.
  let soak: Soak

  /// A server that `connect` gives new connections to.
  public init(soak: Soak = Soak(), connect: @escaping @Sendable () -> RPCClient) {
    client = connect()
    self.connect = connect
    self.soak = soak
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
