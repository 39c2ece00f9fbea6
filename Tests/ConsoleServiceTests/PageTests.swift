import Features
import Intake
import Logging
import Messages
import NIOPosix
import RPC
import Storage
import Testing

@testable import ConsoleService

@Suite("The console's pages") struct PageTests {
  @Test("The quarantine is counted by reason, with file, line and reason of the newest lines")
  func quarantine() async throws {
    try await ConsoleBench.running { bench in
      try await bench.keepAside(.unknownItem, count: 1200)
      try await bench.keepAside(.badItem, count: 2, source: "more/events.jsonl.zst", excerpt: "event-7")
      let page = await bench.text("/quarantine")
      #expect(page.contains("1,202 kept aside in 7 days"))
      #expect(page.contains(#"<meter value="1200" max="1200"></meter>"#))
      #expect(page.contains("more/events.jsonl.zst:2") && page.contains("events.jsonl:1200"))
      #expect(page.contains("2026-02-02 02:40") && page.contains("what is wrong"))
      #expect(page.contains(">unknownItem</a>") && page.contains(">badItem</a>"))
      let few = await bench.text("/quarantine", ["reason": "badItem", "lines": "1", "days": "1"])
      #expect(few.components(of: "<td class=\"moment\">") == 1 && few.contains("events.jsonl.zst:2"))
      #expect(few.contains("<code>event-7</code>"))
    }
  }

  @Test("Alerts tell dataset, rule, feature and what to do; the overview has the newest of everything")
  func alerts() async throws {
    try await ConsoleBench.running { bench in
      _ = try await bench.stores.database.append([
        AlertRecord(
          moment: ConsoleBench.moment, name: "ranking.artists", key: "datasets/1", rule: "drift",
          feature: "pair.rising",
          message: "0.41 is over 0.2", measured: 0.41, limit: 0.2)
      ])
      try await bench.keepAside(.unknownKind, count: 3)
      for path in ["/alerts", "/"] {
        let page = await bench.text(path)
        for text in ["ranking.artists", "drift", "pair.rising", "0.41 is over 0.2"] {
          #expect(page.contains(text), "\(path): \(page)")
        }
      }
      #expect(await bench.text("/").contains(#"<a href="/quarantine">3</a> kept aside in 7 days"#))
    }
  }

  @Test("Where there is nothing to see, the pages say so")
  func nothing() async throws {
    try await ConsoleBench.running { bench in
      #expect(await bench.text("/quarantine").contains("Nothing was kept aside in 7 days"))
      #expect(await bench.text("/alerts").contains("No dataset broke a rule"))
      #expect(await bench.text("/").contains("Every line and event could be used"))
    }
  }

  @Test("What others have written is shown as text, whatever it is")
  func hostile() async throws {
    try await ConsoleBench.running { bench in
      let script = "<script>alert('1')</script>\"'&{{title}}"
      try await bench.keepAside(.badAttribute, count: 1, source: script, message: script, excerpt: script)
      for (path, query) in [("/quarantine", [:]), ("/", [:]), ("/quarantine", ["reason": script])] {
        let status = query.isEmpty ? 200 : 400
        let page = await bench.text(path, query, status: status)
        #expect(!page.contains("<script") && page.contains("&lt;script&gt;"), "\(page)")
        #expect(page.contains("{{title}}"))
      }
    }
  }

  @Test(
    "What cannot be asked for is told with what can",
    arguments: [
      (["days": "x"], "“days” is “x”: give a whole number."), (["days": "367"], "366"),
      (["lines": "-1"], "whole number"),
      (["lines": "1001"], "1000"), (["reason": "nonsense"], "nonsense"),
    ])
  func refusals(query: [String: String], expected: String) async throws {
    try await ConsoleBench.running { bench in
      let page = await bench.text("/quarantine", query, status: 400)
      #expect(page.contains(expected) && page.contains("class=\"warning\""), "\(page)")
    }
  }

  @Test("A validation service that does not answer is named, with what to do; other paths are no pages")
  func unanswered() async throws {
    let client = RPCClient(
      host: "127.0.0.1", port: 1, group: MultiThreadedEventLoopGroup.singleton, logger: ConsoleBench.logger)
    let target = RPCTarget(host: "127.0.0.1", port: 1)
    let site = try Site(
      validation: ValidationSource(target, Wire.ValidationClient(client), logger: ConsoleBench.logger))
    for path in ["/", "/quarantine", "/alerts"] {
      let page = await site.page(at: path, PageQuery())
      #expect(page.status == 503 && page.body.contains("peers.validation"))
      #expect(!page.body.contains("127.0.0.1"), "\(page.body)")
    }
    #expect(await site.page(at: "/nothing", PageQuery()).status == 404)
    await client.close()
  }
}

extension String {
  /// How often a text stands in it.
  fileprivate func components(of text: String) -> Int {
    split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}
