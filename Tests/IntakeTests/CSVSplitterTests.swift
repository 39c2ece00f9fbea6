import Testing

@testable import Intake

@Suite("CSV files")
struct CSVSplitterTests {
  /// Splits a text at once, in two pieces cut at every position, and byte by byte: all must agree.
  private func records(_ text: String, recordBytesMax: Int = 1000) -> [String] {
    let bytes = Array(text.utf8)
    let whole = split([bytes], recordBytesMax)
    for cut in 0...bytes.count {
      #expect(split([Array(bytes[..<cut]), Array(bytes[cut...])], recordBytesMax) == whole)
    }
    #expect(split(bytes.map { [$0] }, recordBytesMax) == whole)
    return whole
  }

  private func split(_ pieces: [[UInt8]], _ recordBytesMax: Int) -> [String] {
    var splitter = CSVSplitter(recordBytesMax: recordBytesMax)
    var records = pieces.flatMap { splitter.take($0) }
    records += splitter.finish()
    return records.map { record in
      let fields = record.fields.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
      return "\(record.line) \(record.problem?.reason.rawValue ?? fields)"
    }
  }

  @Test("Records are split as RFC 4180 has it, with their first lines")
  func rfc() {
    #expect(records("a,b,c\r\n1,2,3\r\n") == ["1 a|b|c", "2 1|2|3"])
    #expect(records("a,b\n\"x,\r\ny\",\"say \"\"hi\"\"\"\nlast,") == ["1 a|b", "2 x,\r\ny|say \"hi\"", "4 last|"])
    #expect(records("\u{FEFF}a,b\n,\n\"\"\n") == ["1 a|b", "2 |", "3 "])
    #expect(records("\u{FEFF}\"a\",b\n") == ["1 a|b"])
    #expect(records("\n\r\na\n\n") == ["3 a"])
    #expect(records("") == [])
    #expect(records("å\u{301},") == ["1 å\u{301}|"])
  }

  @Test("Spaces around quotes do not count; spaces within them do") func spaced() {
    #expect(records(" \"a\" ,\t\"b,c\"\t\n\" d \"  \r\n") == ["1 a|b,c", "2  d "])
    #expect(
      records("\"a\" \"b\"\n\"c\" d\n e \"f\"\ng\n") == [
        "1 malformedLine", "2 malformedLine", "3 malformedLine", "4 g",
      ])
  }

  @Test("A line ends at a carriage return, a line feed or both, mixed as they may be")
  func lineEnds() {
    #expect(records("a,b\r1,2\r3,4\r") == ["1 a|b", "2 1|2", "3 3|4"])
    #expect(records("a,b\r1,2") == ["1 a|b", "2 1|2"])
    #expect(records("a\nb\rc\r\nd\r\r\ne\n\rf") == ["1 a", "2 b", "3 c", "4 d", "6 e", "8 f"])
    #expect(records("\"a\"\r\"b\rc\",\"d\r\n\"\r\ne") == ["1 a", "2 b\rc|d\r\n", "5 e"])
  }

  @Test("A quote that is never closed, or closed wrongly lines later, costs its own line alone")
  func unclosed() {
    #expect(records("x\n\"a,b\nc,d\ne,f\n") == ["1 x", "2 malformedLine", "3 c|d", "4 e|f"])
    #expect(records("\"a\nb\n\"c,d\ne\n") == ["1 malformedLine", "2 b", "3 malformedLine", "4 e"])
    #expect(records("\"a\rb\rc\"d\re") == ["1 malformedLine", "2 b", "3 malformedLine", "4 e"])
    #expect(records("\"a\r\nb\r\n\r\nc\r\n") == ["1 malformedLine", "2 b", "4 c"])
    let long = (0..<30).map { "row\($0),\"x\"" }
    let found = records("\"open,\n" + long.joined(separator: "\r\n") + "\r\n", recordBytesMax: 40)
    #expect(found == ["1 malformedLine"] + (0..<30).map { "\($0 + 2) row\($0)|x" })
  }

  @Test("Lines that begin with a mark are passed over where they are comments, whatever they hold")
  func comments() {
    var splitter = CSVSplitter(recordBytesMax: 100, commentMark: UInt8(ascii: "#"))
    let records = splitter.take(Array("# it's \"a, b\r\nx\n\"#y\"\n #z\n#".utf8)) + splitter.finish()
    #expect(records.map { String(decoding: $0.fields[0], as: UTF8.self) } == ["x", "#y", " #z"])
  }

  @Test("A record that breaks the rules is told, and the next line is read")
  func broken() {
    #expect(records("a\"b,c\nd,e\n") == ["1 malformedLine", "2 d|e"])
    #expect(records("\"a\" b,c\nd\n") == ["1 malformedLine", "2 d"])
    #expect(records("x\n\"never closed\n") == ["1 x", "2 malformedLine"])
    #expect(records("\(String(repeating: "y", count: 20))\nz\n", recordBytesMax: 10) == ["1 overlongLine", "2 z"])
    #expect(records("\"\(String(repeating: "y\n", count: 20))\nz\n", recordBytesMax: 10).last == "22 z")
  }
}
