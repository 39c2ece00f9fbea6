/// How served vectors are replayed.
public struct ReplaySettings: Hashable, Sendable {
  /// How long from one round to the next, in seconds; 0 for never.
  public var seconds = 900
  /// How many pages a round replays at most, the newest.
  public var pagesMax = 200
  /// How old a page must be, in seconds.
  public var settleSeconds = 300

  /// The defaults.
  public init() {}
}
