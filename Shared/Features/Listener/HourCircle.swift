/// The 24 hours on a circle: a table, so that no trigonometry is needed.
enum HourCircle {
  /// The sines of 0, 15, 30, 45, 60, 75 and 90 degrees.
  private static let quarter: [Float] = [
    0, 0.258_819_05, 0.5, 0.707_106_77, 0.866_025_4, 0.965_925_8, 1,
  ]

  /// The sine of that hour; its cosine is the sine 6 hours later. The hour is not negative.
  static func sine(of hour: Int) -> Float {
    let hour = hour % 24
    let half = hour % 12
    let value = quarter[half <= 6 ? half : 12 - half]
    return hour < 12 ? value : -value
  }
}
