extension String {
  /// The text as it may be shown on a terminal: control characters as "?", cut with "…" when it is longer than so many characters.
  func shown(upTo count: Int) -> String {
    let scalars = unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }
    let text = String(String.UnicodeScalarView(scalars))
    return text.count > count ? text.prefix(count) + "…" : text
  }

  /// The text with spaces after it up to a width in characters; cut with "…" when it is longer.
  func padded(to width: Int) -> String {
    count > width ? prefix(width - 1) + "…" : self + String(repeating: " ", count: width - count)
  }

  /// The text with spaces before it up to a width in characters.
  func leftPadded(to width: Int) -> String {
    count >= width ? self : String(repeating: " ", count: width - count) + self
  }
}
