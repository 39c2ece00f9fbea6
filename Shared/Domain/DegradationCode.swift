/// What a page had to do without, for programs: stable names, unlike the sentences beside them.
public enum DegradationCode: String, CaseIterable, Sendable {
  /// A service or a store could not be reached.
  case unreachable
  /// It did not answer in its time.
  case timeout
  /// It had too much to do.
  case overloaded
  /// It refused what it was asked.
  case refused
  /// Its answer could not be read.
  case unreadable
  /// No version of a model is live.
  case noModel
  /// The listener's profile could not be read.
  case noProfile
  /// The page could not be logged.
  case notLogged
}
