public import Logging
public import NIOCore
public import RPC

/// What a process gives to the service it runs.
public struct ServiceContext: Sendable {
  /// The process's logger.
  public let logger: Logger
  /// The event loops that its server and its clients share.
  public let group: any EventLoopGroup
  /// Where the service may say that it takes no calls; the process itself says that it does once it listens.
  public let health: HealthRegistry
  /// How the service calls others, as the process was told.
  public let clientOptions: RPCClientOptions

  /// For a service run inside another process, as tests do; ``ServiceProcess`` makes its own.
  public init(
    logger: Logger, group: any EventLoopGroup, health: HealthRegistry,
    clientOptions: RPCClientOptions = RPCClientOptions()
  ) {
    self.logger = logger
    self.group = group
    self.health = health
    self.clientOptions = clientOptions
  }
}
