import Crypto

/// The secret that turns account identifiers into pseudonyms: 32 random bytes.
///
/// Whoever has it can tell which pseudonym an account has, and nobody else can. It is never printed: its description is
/// its ``fingerprint``. Lose it, and no pseudonym can be made again: keep a copy where passwords are kept.
public struct MaskingKey: Sendable, Equatable {
  /// How many bytes a key has.
  public static let byteCount = 32

  let bytes: [UInt8]

  /// A key by its bytes; nil unless they are 32.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// A key by its 64 hexadecimal digits, as a key file has them; nil for anything else.
  public init?(hexadecimal text: some StringProtocol) {
    let digits = text.utf8.map { UInt8(hexadecimalDigit: $0) }
    guard digits.count == 2 * Self.byteCount, !digits.contains(nil) else { return nil }
    let values = digits.compactMap { $0 }
    bytes = stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }

  /// A new key from the system's random source.
  public static func made() -> MaskingKey {
    var source = SystemRandomNumberGenerator()
    return MaskingKey(unchecked: (0..<byteCount).map { _ in UInt8.random(in: .min ... .max, using: &source) })
  }

  /// The key's 64 hexadecimal digits: for its file, and nothing else.
  var hexadecimal: String { Self.hexadecimal(of: bytes) }

  /// Tells keys apart without giving any away: 16 hexadecimal digits, an HMAC of a fixed text.
  public var fingerprint: String {
    let code = HMAC<SHA256>.authenticationCode(for: Array("fingerprint".utf8), using: SymmetricKey(data: bytes))
    return Self.hexadecimal(of: code.prefix(8))
  }

  private init(unchecked bytes: [UInt8]) {
    self.bytes = bytes
  }

  private static func hexadecimal(of bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

extension MaskingKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The fingerprint, never the key.
  public var description: String { "masking key \(fingerprint)" }
  /// The fingerprint, never the key.
  public var debugDescription: String { description }
  /// The fingerprint, never the key, also for `dump`.
  public var customMirror: Mirror { Mirror(self, children: ["fingerprint": fingerprint]) }
}

extension UInt8 {
  /// The value of an ASCII hexadecimal digit of either case; nil for any other byte.
  fileprivate init?(hexadecimalDigit byte: UInt8) {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self = byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self = byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self = byte - UInt8(ascii: "A") + 10
    default: return nil
    }
  }
}
