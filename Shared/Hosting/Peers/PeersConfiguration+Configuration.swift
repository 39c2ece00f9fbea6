import RPC

extension PeersConfiguration {
  private static let balancingKey = ConfigurationKey<Balancing>.choice(
    "peers.balancing", default: .leastLoaded, "How calls of another service are spread over its replicas.")
  private static let attemptsKey = ConfigurationKey.integer(
    "peers.attempts", default: 3, in: 1...5,
    "How often a call that may be made twice is made at most when a replica is unavailable.")
  private static let hedgingKey = ConfigurationKey.integer(
    "peers.hedgingMilliseconds", default: 0, in: 0...60_000,
    "After how long a call that may be made twice is also made to another replica while it has no answer; 0 for never.")
  private static let healthKey = ConfigurationKey.flag(
    "peers.checkHealth", "Whether replicas are asked for their health before they get calls.")
  private static let timeoutKey = ConfigurationKey.number(
    "peers.timeoutSeconds", default: 30, in: 0.001...86_400,
    "How long a call of another service may take that states no time of its own.")
  private static let connectKey = ConfigurationKey.number(
    "peers.connectSeconds", default: 20, in: 0.001...3_600,
    "How long connecting to a replica may take, TLS included.")
  private static let keepaliveKey = ConfigurationKey.number(
    "peers.keepaliveSeconds", default: 0, in: 0...604_800,
    "The silence, while calls wait, after which a replica is pinged, to give it up if it is gone; 0 for never. Services"
      + " refuse pings more often than every 300 seconds.")

  /// All keys, in the order `--help` shows them.
  static let keys = [
    balancingKey.description, attemptsKey.description, hedgingKey.description, healthKey.description,
    timeoutKey.description, connectKey.description, keepaliveKey.description,
  ]

  /// Reads every key.
  init(reading values: ConfigurationValues) throws(HostingError) {
    balancing = try values.value(of: Self.balancingKey)
    attemptsMaximum = try values.value(of: Self.attemptsKey)
    let delay = try values.value(of: Self.hedgingKey)
    hedgingDelayMilliseconds = delay == 0 ? nil : delay
    checksHealth = try values.value(of: Self.healthKey)
    timeoutSeconds = try values.value(of: Self.timeoutKey)
    connectSeconds = try values.value(of: Self.connectKey)
    let silence = try values.value(of: Self.keepaliveKey)
    keepaliveSeconds = silence > 0 ? silence : nil
  }
}
