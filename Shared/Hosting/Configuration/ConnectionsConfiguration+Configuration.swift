import RPC

extension ConnectionsConfiguration {
  private static let secondsMaximum = 7 * 86_400.0

  private static let keepalive = ConfigurationKey.number(
    "connections.keepaliveSeconds", default: 120, in: 0...secondsMaximum,
    "The silence after which a client is pinged, to close its connection if it is gone; 0 for never.")
  private static let idle = ConfigurationKey.number(
    "connections.idleSeconds", default: 0, in: 0...secondsMaximum,
    "The time without a call after which a connection ends, at the latest after twice as long; 0 for never.")
  private static let age = ConfigurationKey.number(
    "connections.ageSeconds", default: 0, in: 0...secondsMaximum,
    "The age, a tenth more or less, at which a client must connect anew, perhaps to another replica; 0 for never.")
  private static let compression = ConfigurationKey<MessageEncoding>.choice(
    "connections.compression", default: .identity,
    "How replies of 1 KiB or more are compressed for clients that can read it; identity for not at all.")

  static let keys = [keepalive.description, idle.description, age.description, compression.description]

  init(reading values: ConfigurationValues) throws(HostingError) {
    keepaliveSeconds = try Self.time(values, Self.keepalive)
    idleSeconds = try Self.time(values, Self.idle)
    ageSeconds = try Self.time(values, Self.age)
    compression = try values.value(of: Self.compression)
  }

  private static func time(
    _ values: ConfigurationValues, _ key: ConfigurationKey<Double>
  ) throws(HostingError) -> Double? {
    let seconds = try values.value(of: key)
    return seconds > 0 ? seconds : nil
  }
}
