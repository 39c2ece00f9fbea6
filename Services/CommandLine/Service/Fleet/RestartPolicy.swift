/// When a service that ended by itself is started again, and when no more.
struct RestartPolicy: Sendable {
  /// How often a service may end by itself within the window and be started again.
  static let restartsMax = 5
  /// How long an end counts.
  static let window: Duration = .seconds(300)
  /// The pause before the first restart within a window; each further one waits twice as long.
  static let pauseMin: Duration = .milliseconds(500)
  /// The longest pause.
  static let pauseMax: Duration = .seconds(10)

  private var ends: [Duration] = []

  /// How many ends count at the moment.
  var count: Int { ends.count }

  /// Notes that the service has ended.
  ///
  /// - Parameter moment: Since any fixed moment; never earlier than that of an end before.
  /// - Returns: How long to wait before it is started again; nil when it ended too often.
  mutating func pause(afterEndAt moment: Duration) -> Duration? {
    ends.removeAll { moment - $0 > Self.window }
    ends.append(moment)
    guard ends.count <= Self.restartsMax else { return nil }
    return min(Self.pauseMin * (1 << (ends.count - 1)), Self.pauseMax)
  }
}
