/// How served vectors are replayed.
public struct ReplaySettings: Hashable, Sendable {
  /// How long from one round to the next at least, in seconds; 0 for never.
  public var seconds = 900
  /// How many pages a round replays at most, the newest.
  public var pagesMax = 200
  /// How old a page must be, in seconds.
  public var settleSeconds = 300

  /// The defaults.
  public init() {}

  /// How long to wait after a round that took so long: rounds get longer with the log, and are at most a tenth of the time.
  func pause(after round: Duration) -> Duration { max(.seconds(seconds), round * 9) }
}
