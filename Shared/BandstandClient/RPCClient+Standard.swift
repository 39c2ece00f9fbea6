import Logging
import NIOPosix

extension RPCClient {
  /// A client of the service at `host` and `port`, on the event loops that this process shares. Nothing is connected yet.
  ///
  /// It logs under the label "bandstand", wherever the program has told swift-log to log to.
  public convenience init(host: String, port: Int, options: RPCClientOptions = RPCClientOptions()) {
    self.init(
      host: host, port: port, options: options, group: MultiThreadedEventLoopGroup.singleton,
      logger: Logger(label: "bandstand"))
  }
}
