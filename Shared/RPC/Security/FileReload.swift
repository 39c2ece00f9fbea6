/// How files of certificates, roots and rules are watched.
public struct FileReload: Sendable {
  /// How often they are read again, longer than none. What a change costs at most is this much time; standard: 10 seconds.
  public var interval: Duration = .seconds(10)
  /// Measures the interval.
  public var clock: any Clock<Duration> = ContinuousClock()

  /// The standard interval.
  public init() {}
}
