/// What can be recommended. The raw value is part of every stored identifier: never renumber.
public enum ItemKind: UInt8, CaseIterable, Sendable, Codable {
  /// A single recording.
  case track = 1
  /// A record of several tracks.
  case album = 2
  /// Who made it.
  case artist = 3
  /// A list of tracks that someone put together.
  case playlist = 4
  /// A podcast, as a show.
  case podcast = 5

  /// The kind's name, as in "artist:51".
  public var name: String {
    switch self {
    case .track: "track"
    case .album: "album"
    case .artist: "artist"
    case .playlist: "playlist"
    case .podcast: "podcast"
    }
  }

  /// Whether it is of several tracks or episodes that somebody put together: an album, a playlist or a podcast.
  var isCollection: Bool { self == .album || self == .playlist || self == .podcast }

  /// The kind of that name; nil for any other.
  public init?(name: some StringProtocol) {
    guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }
}

/// Names an item: its kind and a number that the catalog gave it.
///
/// Eight bytes, the kind in the top 8 bits and the number in the other 56, so that it is compared and hashed at once.
/// In text it reads "artist:51".
public struct ItemIdentifier: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The largest number an item may have.
  public static let numberMax: UInt64 = (1 << 56) - 1

  /// Kind and number, packed.
  public let rawValue: UInt64

  /// An item by its kind and number. The number is at most ``numberMax``.
  public init(_ kind: ItemKind, _ number: UInt64) {
    precondition(number <= Self.numberMax, "an item's number has 56 bits")
    rawValue = UInt64(kind.rawValue) << 56 | number
  }

  /// An item from its packed form; nil when the kind is unknown.
  public init?(rawValue: UInt64) {
    guard ItemKind(rawValue: UInt8(rawValue >> 56)) != nil else { return nil }
    self.rawValue = rawValue
  }

  /// An item from its text, such as "artist:51"; nil when the text is anything else.
  public init?(_ text: some StringProtocol) {
    self.init(String(text))
  }

  /// An item from its text, such as "artist:51"; nil when the text is anything else.
  ///
  /// Reads each byte once: every event has two or three of these.
  public init?(_ text: String) {
    var name: UInt64 = 0
    var (number, digits, isNumber): (UInt64, Int, Bool) = (0, 0, false)
    for byte in text.utf8 {
      if isNumber {
        guard byte >= 48, byte <= 57, digits < 17 else { return nil }
        number = number * 10 + UInt64(byte - 48)
        digits += 1
      } else if byte == UInt8(ascii: ":") {
        isNumber = true
      } else {
        guard name >> 56 == 0 else { return nil }
        name = name << 8 | UInt64(byte)
      }
    }
    guard digits > 0, number <= Self.numberMax, let kind = Self.kinds.first(where: { $0.name == name })?.kind else {
      return nil
    }
    self.init(kind, number)
  }

  /// The names of kinds, their bytes packed into one number.
  private static let kinds = ItemKind.allCases.map { kind in
    (name: kind.name.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }, kind: kind)
  }

  /// What the item is.
  public var kind: ItemKind {
    guard let kind = ItemKind(rawValue: UInt8(rawValue >> 56)) else { preconditionFailure("checked when made") }
    return kind
  }

  /// The number within its kind.
  public var number: UInt64 { rawValue & Self.numberMax }

  /// "kind:number".
  public var description: String { "\(kind.name):\(number)" }

  /// By kind, then by number.
  public static func < (left: ItemIdentifier, right: ItemIdentifier) -> Bool { left.rawValue < right.rawValue }
}

extension ItemIdentifier: Codable {
  /// The text "kind:number".
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let identifier = ItemIdentifier(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an item such as \"artist:51\"")
    }
    self = identifier
  }

  /// The text "kind:number".
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
