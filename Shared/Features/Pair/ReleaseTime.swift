extension Moment {
  /// Seconds since a release, 0 when it is yet to come. Any two times can be compared.
  func seconds(sinceReleaseAt releasedSeconds: Int64) -> Float {
    let (distance, overflow) = seconds.subtractingReportingOverflow(releasedSeconds)
    // The distance overflows upwards only when the release lies before the moment.
    guard !overflow else { return releasedSeconds < 0 ? Float(Int64.max) : 0 }
    return Float(max(0, distance))
  }
}
