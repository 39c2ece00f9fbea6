import NIOCore

extension TimeAmount {
  /// The duration, or a year if it is longer: an hour has 3.6e12 nanoseconds, and a peer may ask for 99,999,999 of them.
  init(clamping duration: Duration) {
    self = TimeAmount(min(duration, .seconds(365 * 24 * 3600)))
  }
}
