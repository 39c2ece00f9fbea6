import Features
import Testing
import Wording

@testable import CommandLineTool

@Suite("Text for people")
struct TextTests {
  @Test("A text is filled up or cut to a width in characters, whatever the characters") func padding() {
    #expect("abc".padded(to: 5) == "abc  " && "abc".leftPadded(to: 5) == "  abc")
    #expect("abcdef".padded(to: 4) == "abc…" && "abcdef".leftPadded(to: 4) == "abcdef")
    #expect("Åsa 🎵".padded(to: 7) == "Åsa 🎵  " && "".padded(to: 0).isEmpty)
  }

  @Test(
    "Numbers have their digits, are rounded half away from zero, and are never \"-0\"",
    arguments: [
      (0.0, 2, "0.00"), (1.005, 1, "1.0"), (2.5, 0, "3"), (-2.5, 0, "-3"), (-0.001, 2, "0.00"), (0.999, 2, "1.00"),
      (12.0345, 3, "12.035"), (-1.25, 1, "-1.3"), (123_456_789.987654321, 3, "123456789.988"), (0.05, 1, "0.1"),
    ])
  func decimals(_ value: Double, _ digits: Int, _ expected: String) {
    #expect(Decimals.text(value, digits: digits) == expected)
  }

  @Test("Numbers past all printing are still told", arguments: [Double.infinity, -.infinity, .nan, 1e300, -1e10])
  func hugeDecimals(_ value: Double) {
    #expect(Decimals.text(value, digits: 9) == "\(value)")
  }

  @Test("Whole numbers are grouped by three, to the ends of their types") func grouped() {
    #expect(
      [0, 7, 999, 1000, 12_345, 1_234_567, -1000].map { Decimals.grouped($0) } == [
        "0", "7", "999", "1,000", "12,345", "1,234,567", "-1,000",
      ])
    #expect(Decimals.grouped(Int64.min) == "-9,223,372,036,854,775,808")
    #expect(Decimals.grouped(UInt64.max) == "18,446,744,073,709,551,615")
  }

  @Test(
    "Moments read in UTC, leap days, the ends of years and times before 1970 included",
    arguments: [
      (0, "1970-01-01 00:00"), (1_700_000_000, "2023-11-14 22:13"), (951_782_400, "2000-02-29 00:00"),
      (4_107_542_399, "2100-02-28 23:59"), (4_107_542_400, "2100-03-01 00:00"), (1_735_689_599, "2024-12-31 23:59"),
      (-60, "1969-12-31 23:59"), (-1, "1969-12-31 23:59"), (-2_208_988_800, "1900-01-01 00:00"),
      (253_402_300_799, "9999-12-31 23:59"),
    ] as [(Int64, String)])
  func moments(_ seconds: Int64, _ expected: String) {
    #expect(MomentText.of(Moment(seconds: seconds)) == expected)
  }

  @Test("A table's columns are as wide as their widest cell, numbers to the right, missing cells empty") func table() {
    var table = TextTable(["name", "plays", "because"])
    table.append(["Åsa", "12", "of this"])
    table.append(["Bo and his band", "1,234"])
    #expect(
      table.text == """
          name             plays  because
          Åsa                 12  of this
          Bo and his band  1,234
        """)
    #expect(TextTable(["one", "two"]).text == "  one  two")
    #expect(TextTable([]).text.isEmpty)
  }
}
