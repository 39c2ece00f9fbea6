import CUtf8proc

/// Brings texts from outside into one form, so that what people mean to be the same is the same.
public enum TextForm {
  /// A text for people: Unicode's composed form (NFC), without control and invisible characters, no space at its ends and
  /// single spaces within. Case and punctuation stay: they are part of a name.
  public static func display(_ text: String) -> String {
    if isPlain(text) { return text }
    return collapsed(mapped(text, .composed).unicodeScalars) { $0.properties.isWhitespace ? .space : .keep }
  }

  /// A text to compare by: Unicode's compatibility form without case (NFKC, case-folded), without control and invisible
  /// characters and apostrophes, with all other punctuation as spaces, and single spaces within. Never shown.
  ///
  /// - Parameter keepsMarks: False to leave accents out as well, for names that people write either way ("Sao Paulo").
  public static func key(_ text: String, keepsMarks: Bool = true) -> String {
    let folded = mapped(text, keepsMarks ? .folded : .foldedWithoutMarks)
    return collapsed(folded.unicodeScalars) { scalar in
      if apostrophes.contains(scalar) { return .drop }
      return scalar.properties.isWhitespace || scalar.isPunctuation ? .space : .keep
    }
  }

  private enum Treatment {
    case keep, space, drop
  }

  private static let apostrophes: Set<Unicode.Scalar> = ["'", "\u{2018}", "\u{2019}", "\u{02BC}", "`", "\u{00B4}"]

  /// Whether a text is in its displayed form already, as nearly all are: printable ASCII with single spaces within.
  private static func isPlain(_ text: String) -> Bool {
    var previous = UInt8(ascii: " ")
    for byte in text.utf8 {
      guard byte >= 32, byte < 127, byte != 32 || previous != 32 else { return false }
      previous = byte
    }
    return text.isEmpty || previous != 32
  }

  private static func collapsed(
    _ scalars: String.UnicodeScalarView, _ treatment: (Unicode.Scalar) -> Treatment
  ) -> String {
    var kept = String.UnicodeScalarView()
    var isGap = false
    for scalar in scalars {
      switch treatment(scalar) {
      case .drop: continue
      case .space: isGap = true
      case .keep:
        if isGap && !kept.isEmpty { kept.append(" ") }
        isGap = false
        kept.append(scalar)
      }
    }
    return String(kept)
  }

  private static func mapped(_ text: String, _ form: UnicodeForm) -> String {
    var output: UnsafeMutablePointer<UInt8>?
    let bytes = Array(text.utf8)
    let count = unsafe bytes.withUnsafeBufferPointer { input in
      unsafe utf8proc_map(input.baseAddress, bytes.count, &output, form.options)
    }
    defer { unsafe output?.deallocate() }
    // Fails on no text of Swift's, which is valid, but when memory is out.
    guard count >= 0, let output = unsafe output else { preconditionFailure("utf8proc_map failed: \(count)") }
    return unsafe String(decoding: UnsafeBufferPointer(start: output, count: count), as: UTF8.self)
  }
}

/// What utf8proc is asked for.
private enum UnicodeForm {
  case composed, folded, foldedWithoutMarks

  var options: utf8proc_option_t {
    let clean = UTF8PROC_IGNORE.rawValue | UTF8PROC_STRIPCC.rawValue
    let both = UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue | clean
    let folding = UTF8PROC_COMPAT.rawValue | UTF8PROC_CASEFOLD.rawValue
    return switch self {
    case .composed: utf8proc_option_t(both)
    case .folded: utf8proc_option_t(both | folding)
    case .foldedWithoutMarks: utf8proc_option_t(both | folding | UTF8PROC_STRIPMARK.rawValue)
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isPunctuation: Bool {
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }
}
