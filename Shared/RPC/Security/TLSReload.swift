/// How files of certificates are watched.
public struct TLSReload: Sendable {
  /// How often they are read again. What a change costs at most is this much time.
  public var interval: Duration = .seconds(10)
  /// Measures the interval.
  public var clock: any Clock<Duration> = ContinuousClock()

  /// The standard interval.
  public init() {}
}
