import Crypto
public import Domain

/// Turns account identifiers into pseudonyms by a keyed hash: the same account and key give the same pseudonym, on every
/// machine and in every run, and without the key nobody can tell whose it is.
///
/// A pseudonym is "p" and the first 16 bytes of HMAC-SHA256 (RFC 2104) over "account:" and the identifier's UTF-8, in the
/// 22 characters of base64url (RFC 4648, section 5) without padding: 23 characters that stand in a URL, a file's name and
/// a command line as they are. Among a billion accounts the chance that any two share one is below 1 in 10²⁰.
///
/// The bytes count as they are, without spaces at the ends (``AccountText``): "Ann" and "ann" are two accounts.
///
/// Events' identifiers are turned likewise, over "event:" and with an "e" in front, because apps make them of account
/// identifiers; so are the names that other systems give pages, over "page:" and with a "g" in front.
public struct Pseudonyms: Sendable {
  /// How many characters a pseudonym has, all of them ASCII.
  public static let characterCount = 23

  private let accounts: KeyedHash
  private let events: KeyedHash
  private let pages: KeyedHash

  /// Pseudonyms under a key.
  public init(key: MaskingKey) {
    accounts = KeyedHash(key: key, prefix: "account:")
    events = KeyedHash(key: key, prefix: "event:")
    pages = KeyedHash(key: key, prefix: "page:")
  }

  /// The pseudonym of an account. About a microsecond.
  public func pseudonym(ofAccount account: String) -> ListenerIdentifier {
    let text = Self.text(accounts, AccountText.trimmed(account), after: UInt8(ascii: "p"))
    guard let pseudonym = ListenerIdentifier(text) else { preconditionFailure("23 printable characters") }
    return pseudonym
  }

  /// What stands for an event's identifier: the same for the same one, so that an event that is sent again is known again.
  public func identifier(ofEvent event: String) -> String {
    Self.text(events, event, after: UInt8(ascii: "e"))
  }

  /// What stands for the name that another system gave a page.
  public func identifier(ofPage page: String) -> String {
    Self.text(pages, page, after: UInt8(ascii: "g"))
  }

  private static func text(_ keyed: KeyedHash, _ text: String, after first: UInt8) -> String {
    unsafe keyed.code(of: text).withUnsafeBytes { code in
      Base64URL.text(of: unsafe code.bytes.extracting(0..<16), after: first)
    }
  }
}
