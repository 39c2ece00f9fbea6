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
    if let last = splitter.finish() { records.append(last) }
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

  @Test("A record that breaks the rules is told, and the next line is read")
  func broken() {
    #expect(records("a\"b,c\nd,e\n") == ["1 malformedLine", "2 d|e"])
    #expect(records("\"a\" b,c\nd\n") == ["1 malformedLine", "2 d"])
    #expect(records("x\n\"never closed\n") == ["1 x", "2 malformedLine"])
    #expect(records("\(String(repeating: "y", count: 20))\nz\n", recordBytesMax: 10) == ["1 overlongLine", "2 z"])
    #expect(records("\"\(String(repeating: "y\n", count: 20))\nz\n", recordBytesMax: 10).last == "22 z")
  }
}
