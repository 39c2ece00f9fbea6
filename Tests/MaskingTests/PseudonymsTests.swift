import Domain
import Testing

@testable import Masking

@Suite("Pseudonyms")
struct PseudonymsTests {
  private static let key = MaskingKey(bytes: Array(0..<32))

  @Test(
    "A pseudonym is what Python's hmac gives for the same key and account",
    arguments: [
      ("listener-1", "pwj4VGCff7W7OyjIvK_QAsg"), ("Ann", "prIOdly6LniKbz6aFkHbSXA"), ("ann", "pUZHjqYmvYTX3g0SvHEdK8g"),
      ("", "pfKfK8HgJPoIlC9vebypCTg"),
    ])
  func reference(account: String, pseudonym: String) throws {
    let pseudonyms = Pseudonyms(key: try #require(Self.key))
    #expect(pseudonyms.pseudonym(ofAccount: account).description == pseudonym)
    #expect(pseudonym.utf8.count == Pseudonyms.characterCount)
  }

  @Test("An account has another pseudonym under another key")
  func keyed() throws {
    let one = Pseudonyms(key: .made())
    let other = Pseudonyms(key: .made())
    #expect(one.pseudonym(ofAccount: "Ann") != other.pseudonym(ofAccount: "Ann"))
    #expect(one.pseudonym(ofAccount: "Ann") == one.pseudonym(ofAccount: "Ann"))
  }

  @Test("A key never shows in its description, in a dump or in interpolation")
  func secrecy() throws {
    let key = try #require(Self.key)
    var text = "\(key) \(String(reflecting: key)) \(String(describing: Optional(key)))"
    dump(key, to: &text)
    #expect(text.contains(key.fingerprint))
    #expect(!text.contains(key.hexadecimal))
    #expect(!text.contains("2, 3, 4"))
    #expect(key.fingerprint == "5ab8c392c2c54035")
  }

  @Test("A key is read from 64 hexadecimal digits of either case, and from nothing else")
  func digits() throws {
    let key = MaskingKey.made()
    #expect(MaskingKey(hexadecimal: key.hexadecimal) == key)
    #expect(MaskingKey(hexadecimal: key.hexadecimal.uppercased()) == key)
    #expect(MaskingKey(hexadecimal: key.hexadecimal.dropLast()) == nil)
    #expect(MaskingKey(hexadecimal: key.hexadecimal.dropLast() + "g") == nil)
    #expect(MaskingKey(bytes: [1]) == nil)
  }
}
