import Features
import Intake
import Policies
import Testing

@Suite("Lines of events from outside")
struct EventDraftTests {
  private static let line = #"""
    {"event":"e1","listener":"l1","moment":1700000000000,"kind":"listen","item":"track:1","context":"playlist:9",
    "played_seconds":182.5,"total_seconds":200,"unknown":{"x":[1]},"city":"Malm\u00f6"}
    """#

  @Test("A line has the external names, and other fields are ignored")
  func decodes() throws {
    let draft = try EventDraft(line: Array(Self.line.utf8))
    #expect(draft.playedSeconds == 182.5)
    #expect(draft.city == "Malm\u{f6}")
    #expect(draft.moment == .milliseconds(1_700_000_000_000))
    #expect(Samples.fault(of: draft) == nil)
    let text = try EventDraft(line: Array(#"{"moment":"2024-05-01T12:00:00Z","plays":18446744073709551615}"#.utf8))
    #expect(text.moment == .text("2024-05-01T12:00:00Z"))
    #expect(text.plays == .max)
  }

  @Test(
    "A line that cannot be read is told by its reason and its field",
    arguments: [
      ("", Fault(.malformedLine)), ("null", Fault(.malformedLine)), ("[]", Fault(.malformedLine)),
      ("{", Fault(.malformedLine)), ("{}x", Fault(.malformedLine)), ("{\"event\":}", Fault(.malformedLine)),
      (#"{"event":1}"#, Fault(.malformedLine, "event")),
      (#"{"played_seconds":"1 s"}"#, Fault(.badCount, "played_seconds")),
      (#"{"played_seconds":1e999}"#, Fault(.nonFiniteNumber, "played_seconds")),
      (#"{"played_seconds":NaN}"#, Fault(.malformedLine)), (#"{"plays":-1}"#, Fault(.badCount, "plays")),
      (#"{"plays":1.5}"#, Fault(.badCount, "plays")), (#"{"moment":1.5}"#, Fault(.badMoment, "moment")),
      (#"{"moment":true}"#, Fault(.badMoment, "moment")), (#"{"moment":1e30}"#, Fault(.badMoment, "moment")),
      (#"{"moment":5}"#, Fault(.badMoment, "moment")), (#"{"moment":20240501}"#, Fault(.badMoment, "moment")),
      (#"{"moment":20240501120000}"#, Fault(.badMoment, "moment")), (#"{"plays":"-1"}"#, Fault(.badCount, "plays")),
      (#"{"plays":true}"#, Fault(.malformedLine, "plays")),
    ])
  func malformed(_ line: String, _ expected: Fault) {
    #expect(fault(Array(line.utf8)) == expected)
  }

  @Test("Bytes that are not UTF-8 are malformed")
  func notText() {
    let line = Array(#"{"event":""#.utf8) + [0xFF, 0xC0] + Array("\"}".utf8)
    #expect(fault(line)?.reason == .malformedLine)
  }

  @Test("A line nested a million times deep is refused, not followed")
  func deep() {
    let line = Array(#"{"x":"#.utf8) + [UInt8](repeating: UInt8(ascii: "["), count: 60_000)
    #expect(fault(line)?.reason == .malformedLine)
  }

  @Test("A line cut at any byte is refused")
  func cut() {
    let line = Array(Self.line.utf8)
    for count in 0..<line.count {
      #expect(fault(Array(line.prefix(count))) == Fault(.malformedLine), "cut at \(count)")
    }
  }

  @Test("A line with hostile bytes anywhere is refused or read, and what is read is checked")
  func hostile() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let line = Array(Self.line.utf8)
    for position in line.indices {
      var changed = line
      changed[position] = UInt8.random(in: 0...255, using: &random)
      guard let draft = try? EventDraft(line: changed),
        let event = try? Samples.checker.check(draft, received: Samples.received)
      else { continue }
      #expect(try EventLogLine.decode(try EventLogLine.encode(event)) == event, "seed \(seed), byte \(position)")
    }
  }

  private func fault(_ line: [UInt8]) -> Fault? {
    do throws(Rejection) {
      _ = try EventDraft(line: line)
      return nil
    } catch {
      return Fault(error.reason, error.field)
    }
  }
}
