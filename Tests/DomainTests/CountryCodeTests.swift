import Domain
import Features
import Testing

@Suite("Codes of countries")
struct CountryCodeTests {
  @Test("The 249 codes of ISO 3166-1 and XK are taken, in either case")
  func assigned() {
    #expect(CountryCode.all.count == 250 && Set(CountryCode.all).count == 250)
    for code in CountryCode.all {
      #expect(
        CountryCode.country(code)?.description == code && CountryCode.country(code.lowercased())?.description == code)
    }
  }

  @Test("Two codes that people write are read as those that they mean; all others are refused")
  func others() {
    #expect(CountryCode.country("UK") == Country("GB") && CountryCode.country("el") == Country("GR"))
    let letters = (65...90).map { String(UnicodeScalar(UInt8($0))) }
    let taken = letters.flatMap { first in letters.map { first + $0 } }.filter { CountryCode.country($0) != nil }
    #expect(Set(taken) == Set(CountryCode.all).union(["UK", "EL"]))
    for text in ["", "S", "SWE", "\u{DF}", "s\u{E9}", "S\u{0}", "1A", "S "] {
      #expect(CountryCode.country(text) == nil)
    }
  }
}
