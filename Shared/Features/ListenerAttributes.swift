/// How old a listener is, coarsely. Raw values are stored: never renumber.
public enum AgeBand: UInt8, CaseIterable, Sendable, Codable {
  /// Up to 17.
  case under18 = 1
  /// 18 to 24.
  case from18to24 = 2
  /// 25 to 34.
  case from25to34 = 3
  /// 35 to 44.
  case from35to44 = 4
  /// 45 to 54.
  case from45to54 = 5
  /// From 55 on.
  case from55 = 6

  /// The band's name on the wire, such as "18to24".
  public var name: String { Self.names[Int(rawValue) - 1] }

  /// The band of that name; nil for any other.
  public init?(name: String) {
    guard let index = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: UInt8(index + 1))
  }

  private static let names = ["under18", "18to24", "25to34", "35to44", "45to54", "55plus"]
}

/// What a listener pays. Raw values are stored: never renumber.
public enum Tier: UInt8, CaseIterable, Sendable, Codable {
  /// Nothing: hears advertisements.
  case free = 1
  /// For one.
  case premium = 2
  /// For a household.
  case family = 3
  /// At a student's price.
  case student = 4

  /// The tier's name on the wire, such as "premium".
  public var name: String { Self.names[Int(rawValue) - 1] }

  /// The tier of that name; nil for any other.
  public init?(name: String) {
    guard let index = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: UInt8(index + 1))
  }

  private static let names = ["free", "premium", "family", "student"]
}

/// What a listener listens on. Raw values are stored: never renumber.
public enum Platform: UInt8, CaseIterable, Sendable, Codable {
  /// A telephone or tablet.
  case phone = 1
  /// A computer's application.
  case desktop = 2
  /// A speaker that takes orders.
  case speaker = 3
  /// A car.
  case car = 4
  /// A television.
  case television = 5
  /// A browser.
  case web = 6

  /// The platform's name on the wire, such as "phone".
  public var name: String { Self.names[Int(rawValue) - 1] }

  /// The platform of that name; nil for any other.
  public init?(name: String) {
    guard let index = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: UInt8(index + 1))
  }

  private static let names = ["phone", "desktop", "speaker", "car", "television", "web"]
}

/// A country by its two letters (ISO 3166-1 alpha-2), in two bytes.
public struct Country: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The first letter's ASCII code in the high byte, the second's in the low one.
  public let rawValue: UInt16

  /// A country from its packed form; nil unless both bytes are capital letters.
  public init?(rawValue: UInt16) {
    let letters = [UInt8(rawValue >> 8), UInt8(rawValue & 255)]
    guard letters.allSatisfy({ $0 >= 65 && $0 <= 90 }) else { return nil }
    self.rawValue = rawValue
  }

  /// A country from its two capital letters; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 2 else { return nil }
    self.init(rawValue: UInt16(bytes[0]) << 8 | UInt16(bytes[1]))
  }

  /// The two letters.
  public var description: String {
    String(decoding: [UInt8(rawValue >> 8), UInt8(rawValue & 255)], as: UTF8.self)
  }
}

/// What is known of a listener apart from what they did, already masked. Every part may be unknown.
public struct ListenerAttributes: Hashable, Sendable {
  /// How old, coarsely.
  public var ageBand: AgeBand?
  /// Where, by country.
  public var country: Country?
  /// Where, by city: at most ``cityBytesMax`` bytes of UTF-8.
  public var city: String?
  /// What they pay.
  public var tier: Tier?
  /// What they listen on.
  public var platform: Platform?

  /// The longest city name, in bytes of UTF-8.
  public static let cityBytesMax = 96

  /// What is known; leave out what is not.
  public init(
    ageBand: AgeBand? = nil, country: Country? = nil, city: String? = nil, tier: Tier? = nil, platform: Platform? = nil
  ) {
    self.ageBand = ageBand
    self.country = country
    self.city = city
    self.tier = tier
    self.platform = platform
  }
}
