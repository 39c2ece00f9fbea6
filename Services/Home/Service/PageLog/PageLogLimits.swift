/// Every bound of the page log, in one place.
struct PageLogLimits: Sendable {
  /// How many pages are held at most, those that are being written among them.
  var heldPagesMax = 32_768
  /// About how many bytes of pages are held at most.
  var heldBytesMax = 128 << 20
  /// How many pages are written without waiting for the interval, and how many at once.
  var pagesAtOnce = 128
  /// How long one write may take before it is given up.
  var writeDurationMax = Duration.seconds(30)
  /// How long is waited after the first failed write, and after many in a row.
  var pauses = Duration.milliseconds(250)...Duration.seconds(30)
  /// How long what is held is still written when the process stops.
  var drainDurationMax = Duration.seconds(3)
}
