import Features
import FoundationEssentials
import Intake
import Messages
import RPC
import Storage
import Support
import Testing

@testable import CommandLineTool

@Suite("Sending events")
struct UploadTests {
  /// Takes whatever comes.
  private func quarantine() -> ImportQuarantine {
    ImportQuarantine(objects: MemoryObjectStore(), received: .init(seconds: 0), limit: QuarantineLimit(share: 1))
  }

  @Test("Events are sent in their order, in messages of at most so many") func batches() async throws {
    try await UploadBench.run { bench, home in
      let events = (0..<12_001).map { Wire.Event(event: "\($0)", kind: "like") }
      let report = try await EventUpload(home: home).send(events)
      #expect(report.accepted == 12_001)
      #expect(bench.messages.map(\.count) == [5000, 5000, 2001])
      #expect(bench.events.map(\.event) == events.map(\.event))
    }
  }

  @Test("Long pages are sent in messages that home takes, one alone when it must be") func bytes() async throws {
    try await UploadBench.run { bench, home in
      let sizes = [600, 600, 600, 600, 2000, 10, 1900, 10, 10].map { $0 << 10 }
      let events = sizes.enumerated().map { index, size in
        Wire.Event(
          event: "\(index)", kind: "impression",
          servedPage: Wire.ServedPage(page: "\(index)", profile: [UInt8](repeating: 7, count: size)))
      }
      _ = try await EventUpload(home: home).send(events)
      #expect(bench.events.map(\.event) == events.map(\.event))
      #expect(bench.messages.count > 1 && bench.messages.allSatisfy { !$0.isEmpty })
      for message in bench.messages {
        var encoded: [UInt8] = []
        Wire.RecordEventsRequest(events: message).appendEncoded(to: &encoded)
        #expect(encoded.count < RPCLimits.standard.messageBytesMaximum)
      }
    }
  }

  @Test("No events are no messages") func none() async throws {
    try await UploadBench.run { bench, home in
      let report = try await EventUpload(home: home).send([])
      #expect(report == Wire.RecordEventsResponse() && bench.messages.isEmpty)
    }
  }

  @Test("Lines that cannot be read are counted by reason with the first one's place; the others are sent")
  func lines() async throws {
    let lines = [
      #"{"event":"e1","listener":"l1","moment":1700000000000,"kind":"like","item":"track:1"}"#,
      #"{"event":"e2","listener":"l1""#,
      "",
      #"{"event":"e3","listener":"l1","kind":"like","item":"track:1"}"#,
      "not json at all",
      #"{"event":"e4","listener":"l1","moment":"2023-11-14T22:13:20Z","kind":"dance","item":"track:1"}"#,
      #"{"event":"e5","listener":"l1","moment":"yesterday","kind":"like","item":"track:1"}"#,
    ]
    try await withTemporaryFolder { folder in
      let path = "\(folder)/events.jsonl"
      try Data(lines.joined(separator: "\n").utf8 + [10, 0xff, 0xfe, 10]).write(to: URL(filePath: path))
      try await UploadBench.run { bench, home in
        let outcome = try await LinesUpload(home: home, quarantine: quarantine()).events(of: path)
        #expect(bench.events.map(\.event) == ["e1", "e4"] && outcome.recorded.accepted == 2)
        #expect(bench.events.map(\.momentMilliseconds) == [1_700_000_000_000, 1_700_000_000_000])
        #expect(outcome.unread.count == 5)
        let malformed = try #require(outcome.unread.entries[.malformedLine])
        #expect(malformed.count == 3 && malformed.line == 2 && malformed.source == path)
        #expect(outcome.unread.entries[.missingField]?.line == 4 && outcome.unread.entries[.badMoment]?.line == 7)
        #expect(outcome.unread.summary.first?.hasPrefix("malformedLine: 3, first at \(path):2: ") == true)
      }
    }
  }

  @Test("An empty file and a missing one are errors that name it, and nothing is sent") func noLines()
    async throws
  {
    try await withTemporaryFolder { folder in
      let path = "\(folder)/empty.jsonl"
      try Data().write(to: URL(filePath: path))
      try await UploadBench.run { bench, home in
        for file in [path, "\(folder)/none.jsonl"] {
          let error = await #expect(throws: (any Error).self) {
            try await LinesUpload(home: home, quarantine: quarantine()).events(of: file)
          }
          #expect(error.map { "\($0)" }?.contains(file) == true)
        }
        #expect(bench.messages.isEmpty)
      }
    }
  }

  @Test("A line of the page log becomes an impression; one of another kind is kept aside") func pages() async throws {
    try await withTemporaryFolder { folder in
      let path = "\(folder)/pages.jsonl"
      try Data("{\"page\":1}\n[]\n".utf8).write(to: URL(filePath: path))
      try await UploadBench.run { bench, home in
        let outcome = try await LinesUpload(home: home, quarantine: quarantine()).pages(of: path)
        #expect(outcome.unread.count == 2 && bench.events.isEmpty)
      }
    }
  }

  @Test("An event from a file keeps every field it had; one without attributes has none") func fields() throws {
    let line = #"""
      {"event":"e","listener":"l","moment":1700000000000,"kind":"listen","item":"track:1","context":"album:2","played_seconds":3.5,"total_seconds":9}
      """#
    let event = try Wire.Event(EventDraft(line: Array(line.utf8)))
    #expect(
      event
        == Wire.Event(
          event: "e", listener: "l", momentMilliseconds: 1_700_000_000_000, kind: "listen", item: "track:1",
          context: "album:2",
          playedSeconds: 3.5, totalSeconds: 9))
    let account = #"{"event":"a","listener":"l","moment":1700000000000,"kind":"account","country":"SE","tier":"free"}"#
    #expect(
      try Wire.Event(EventDraft(line: Array(account.utf8))).attributes
        == Wire.ListenerAttributes(country: "SE", tier: "free"))
  }
}
