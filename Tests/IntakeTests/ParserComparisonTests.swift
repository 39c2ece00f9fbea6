import Foundation
import Intake
import Policies
import Testing

@Suite("Lines of events, beside Foundation's decoder")
struct ParserComparisonTests {
  @Test("Generated lines, and hostile ones, are read or refused the same way")
  func generated() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let count = Int(ProcessInfo.processInfo.environment["PARSER_COMPARISON_LINES"] ?? "") ?? 20_000
    for number in 0..<count {
      var line = Self.line(&random)
      compare(line, "seed \(seed), line \(number)")
      Self.spoil(&line, &random)
      compare(line, isSpoiled: true, "seed \(seed), spoiled line \(number)")
    }
  }

  @Test(
    "Numbers of every form are read the same way, or refused for the same reason",
    arguments: [
      "0", "-0", "-0.0", "1.0", "1e3", "1E+3", "1.5e1", "10e-1", "1e-1", "01", "+1", "1.", ".5", "1e", "-", "--1",
      "0x1",
      "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
      "18446744073709551615", "18446744073709551616", "99999999999999999999999999", "1e19", "1e20", "1e308", "1e309",
      "-1e309", "1e999", "1e-300", "5e-324", "0.1", "123456789.123456789", "1e22", "4.9406564584124654e-324", "NaN",
      "Infinity", "true", "null", "\"1\"", "[]", "{}", "1 ", " 1", "1\t", "1e0005",
      "0.00000000000000000000000000000000000000000000000001",
    ])
  func numbers(_ number: String) {
    for name in ["played_seconds", "plays", "moment", "event"] {
      compare(Array(#"{"kind":"e","\#(name)":\#(number)}"#.utf8), "\(name) \(number)")
    }
  }

  @Test(
    "Texts with every escape are read the same way",
    arguments: [
      #"\u0041"#, #"\ud83c\udfb5"#, #"\ud83c"#, #"\udfb5"#, #"\udfb5\ud83c"#, #"\u0000"#, #"\n\t\r\b\f\/\\\""#, #"\x"#,
      #"\u12"#, #"\uFFFF"#, "\u{1}", "\t", "å\u{1F3B5}", "e\u{301}", #"\ud83cx"#,
    ])
  func texts(_ text: String) {
    compare(Array(#"{"event":"\#(text)","kind":"like"}"#.utf8), text)
    compare(Array(#"{"x\#(text)":1,"kind":"like"}"#.utf8), "as a name: \(text)")
  }

  /// What both take is the same draft, and what Foundation refuses we refuse. We refuse more of what is spoiled: Foundation
  /// passes over mistakes in fields that nobody asks for, and over a comma before the end. A number too small for a double is 0 for us.
  private func compare(_ line: [UInt8], isSpoiled: Bool = false, _ place: String) {
    let text = String(decoding: line, as: UTF8.self)
    let result = (ours(line), FormerDraft.read(line))
    if isSpoiled, Self.hasExtremeNumber(text), Self.isTold(result) { return }
    switch result {
    case (.success(let ours), .success(let former)): #expect(ours == former, "\(place): \(text)")
    case (.failure(let ours), .failure(let former)):
      #expect(ours.reason == former.fault.reason || ours.reason == .malformedLine, "\(place): \(text)")
    case (.success(let ours), .failure(let former))
    where former.fault.reason == .nonFiniteNumber && (ours.playedSeconds == 0 || ours.totalSeconds == 0):
      break
    case (.success, .failure(let former)): Issue.record("\(place): taken, but \(former.fault) before: \(text)")
    case (.failure(let ours), .success) where isSpoiled && ours.reason == .malformedLine && ours.field.isEmpty: break
    case (.failure(let ours), .success): Issue.record("\(place): refused for \(ours), but taken before: \(text)")
    }
  }

  /// Whether a number has more digits than a double, or an exponent far from 0: ours are read as doubles there, Foundation's
  /// as decimals.
  private static func hasExtremeNumber(_ text: String) -> Bool {
    text.contains(/[0-9]{16,}|[0-9.]{17,}|[eE][+-]?[0-9]{2,}/)
  }

  /// Whether both took it, or both refused it.
  private static func isTold(_ result: (Result<EventDraft, Rejection>, Result<EventDraft, FormerFault>)) -> Bool {
    switch result {
    case (.success, .success), (.failure, .failure): true
    default: false
    }
  }

  private func ours(_ line: [UInt8]) -> Result<EventDraft, Rejection> {
    do throws(Rejection) { return .success(try EventDraft(line: line)) } catch { return .failure(error) }
  }

  private static let names = [
    "event", "listener", "moment", "kind", "item", "context", "played_seconds", "total_seconds", "plays", "page",
    "shelf", "age_band", "country", "city", "tier", "platform", "unknown", "even", "events", "",
  ]

  private static func line(_ random: inout SeededGenerator) -> [UInt8] {
    let fields = (0..<Int.random(in: 0...12, using: &random)).map { _ in
      let name = names.randomElement(using: &random) ?? ""
      return "\"\(name)\":\(value(&random, depth: 0, isNumber: name.hasSuffix("seconds") || name == "plays"))"
    }
    return Array("{\(fields.joined(separator: ","))}".utf8)
  }

  private static func value(_ random: inout SeededGenerator, depth: Int, isNumber: Bool) -> String {
    let kind = isNumber ? Int.random(in: 4...6, using: &random) : Int.random(in: 0...11, using: &random)
    switch kind {
    case 4: return "\(Int64(bitPattern: random.next() >> UInt64.random(in: 0..<64, using: &random)))"
    case 5: return "\(Double(bitPattern: random.next() & 0xBFFF_FFFF_FFFF_FFFF))"
    case 6: return ["null", "0", "1.0", "-1", "1e2", "\(random.next())"].randomElement(using: &random) ?? "0"
    case 7: return ["true", "false"].randomElement(using: &random) ?? "true"
    case 8 where depth < 3: return "[\(value(&random, depth: depth + 1, isNumber: false))]"
    case 9 where depth < 3: return "{\"event\":\(value(&random, depth: depth + 1, isNumber: false))}"
    default:
      let texts = ["", "listen", "2024-05-01T12:00:00Z", "å\\n", "\\u00e5", "track:1", "\u{1F3B5}"]
      return "\"\(texts.randomElement(using: &random) ?? "")\""
    }
  }

  private static func spoil(_ line: inout [UInt8], _ random: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...2, using: &random) where !line.isEmpty {
      let position = Int.random(in: line.indices, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: line[position] = UInt8.random(in: 0...255, using: &random)
      case 1: line.remove(at: position)
      case 2: line.insert(Array("{}[]\",:\\0e-.".utf8).randomElement(using: &random) ?? 0, at: position)
      default: line.removeSubrange(position...)
      }
    }
  }
}
