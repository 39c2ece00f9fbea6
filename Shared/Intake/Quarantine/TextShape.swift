import Features

/// What a text from outside is like, without one character of it: nobody has masked it, and it may be an e-mail address that
/// went astray.
public enum TextShape {
  /// Such as "15 bytes of letters, digits, signs": its length, and the classes of its characters.
  public static func of(_ text: String) -> String {
    var classes: Set<Int> = []
    for byte in text.utf8 { classes.insert(Self.classIndex(byte)) }
    let names = classes.sorted().map { Self.names[$0] }.joined(separator: ", ")
    return "\(text.utf8.count) bytes\(names.isEmpty ? "" : " of \(names)")"
  }

  private static let names = ["letters", "digits", "spaces", "signs", "control characters", "characters beyond ASCII"]

  private static func classIndex(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): 0
    case UInt8(ascii: "0")...UInt8(ascii: "9"): 1
    case UInt8(ascii: " "): 2
    case 33..<127: 3
    case 0..<32, 127: 4
    default: 5
    }
  }
}

extension EventDraft {
  /// The kinds that there are, that of pages too.
  static let kinds = ["listen", "click", "like", "follow", "hide", "counted", "account", "impression"]

  /// What names an event among others in the quarantine: its kind, its item and its moment, each only if it is one, and else what
  /// it is like. Its identifier, which apps make of the account's, is left out.
  public var excerpt: String {
    let kind = kind ?? ""
    let item = item ?? ""
    var parts = ["kind=\(Self.kinds.contains(kind) ? kind : "(\(TextShape.of(kind)))")"]
    if !item.isEmpty {
      let identifier = ItemIdentifier(item).map { "\($0)" }
      parts.append("item=\(identifier ?? "(\(TextShape.of(item)))")")
    }
    if let moment = try? moment?.resolved(), MomentRule.isPlausible(moment) {
      parts.append("moment=\(moment.milliseconds)")
    }
    return parts.joined(separator: " ")
  }
}
