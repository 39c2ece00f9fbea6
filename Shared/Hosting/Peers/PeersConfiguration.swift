public import RPC

/// How a process calls other services that run on many servers.
public struct PeersConfiguration: Hashable, Sendable {
  /// How calls are spread over the servers.
  public var balancing = Balancing.leastLoaded
  /// How often a call that does no harm when made twice is made at most.
  public var attemptsMaximum = 3
  /// After how long such a call is made again while it has no answer; nil for never.
  public var hedgingDelayMilliseconds: Int?
  /// Whether servers are asked for their health before they get calls.
  public var checksHealth = false
  /// How long a call with one reply may take that states no time of its own.
  public var timeoutSeconds = 30.0
  /// How long connecting to a server may take, TLS included.
  public var connectSeconds = 20.0
  /// The silence, while calls wait, after which a server is pinged; nil for never.
  public var keepaliveSeconds: Double?

  /// Least loaded, three attempts, no hedging, no health checks, 30 seconds a call.
  public init() {}

  /// Services of one fleet come back within seconds: they are asked sooner than gRPC's clients ask strangers.
  private static let backoff: Backoff = {
    var backoff = Backoff()
    backoff.initial = .milliseconds(100)
    backoff.maximum = .seconds(5)
    return backoff
  }()

  /// Says so to a client. Servers that answer badly, or not at all, are left out for a while.
  public func apply(to options: inout RPCClientOptions) {
    options.balancing = balancing
    options.defaultTimeout = .seconds(timeoutSeconds)
    options.connectTimeout = .seconds(connectSeconds)
    options.backoff = Self.backoff
    options.keepalive.interval = keepaliveSeconds.map { .seconds($0) }
    options.retries?.attemptsMaximum = attemptsMaximum
    options.outlierDetection = .fewReplicas
    options.healthCheck = checksHealth ? HealthCheckOptions() : nil
    options.hedging = hedgingDelayMilliseconds.map { delay in
      var policy = HedgingPolicy()
      policy.delay = .milliseconds(delay)
      return policy
    }
  }
}
