import Policies
import Support
import Testing

@testable import Masking

@Suite("Forms of text")
struct TextFormTests {
  @Test("What is shown is composed, without control and invisible characters, with single spaces")
  func display() {
    #expect(TextForm.display("  Bjo\u{308}rk \t\n Live ") == "Björk Live")
    #expect(Array(TextForm.display("Bjo\u{308}rk").unicodeScalars).count == 5)
    #expect(TextForm.display("Zero\u{200B}width\u{0}") == "Zerowidth")
    #expect(TextForm.display("Nothing: Compares 2 U!") == "Nothing: Compares 2 U!")
    #expect(TextForm.display("\u{3000}①") == "①")
    #expect(TextForm.display("") == "")
    #expect(TextForm.display(" ") == "")
  }

  @Test(
    "What people mean to be the same has the same key",
    arguments: [
      ("Hip-Hop", "hip hop"), ("ＲＯＣＫ", "rock"), ("ﬁlm", "FILM"), ("Straße", "STRASSE"),
      ("Rock & Roll", "rock  &  roll"),
      ("Don\u{2019}t Stop", "dont stop"), ("①", "1"), ("Bjo\u{308}rk", "BJÖRK"), ("indie/pop", "Indie – Pop"),
    ])
  func keys(one: String, other: String) {
    #expect(TextForm.key(one) == TextForm.key(other))
  }

  @Test("Accents and symbols tell texts apart unless they are left out")
  func marks() {
    #expect(TextForm.key("Pâté") != TextForm.key("Pate"))
    #expect(TextForm.key("São Paulo", keepsMarks: false) == "sao paulo")
    #expect(TextForm.key("C++") != TextForm.key("C"))
    #expect(TextForm.key("...") == "")
  }

  @Test("Both forms are at rest: taken again they stay")
  func idempotence() {
    var generator = SeededGenerator.printed()
    for _ in 0..<2000 {
      let scalars = (0..<12).compactMap { _ in Unicode.Scalar(UInt32.random(in: 1...0x2FFF, using: &generator)) }
      let text = String(String.UnicodeScalarView(scalars))
      let display = TextForm.display(text)
      #expect(TextForm.display(display) == display)
      let key = TextForm.key(text)
      #expect(TextForm.key(key) == key)
    }
  }
}
