extension String {
  /// The text with spaces after it up to a width in characters; cut with "…" when it is longer.
  func padded(to width: Int) -> String {
    count > width ? prefix(width - 1) + "…" : self + String(repeating: " ", count: width - count)
  }

  /// The text with spaces before it up to a width in characters.
  func leftPadded(to width: Int) -> String {
    count >= width ? self : String(repeating: " ", count: width - count) + self
  }
}
