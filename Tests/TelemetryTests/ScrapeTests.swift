import CoreMetrics
import NIOPosix
import Telemetry
import Testing

@Suite("A real scrape, read by Prometheus's own parsers")
struct ScrapeTests {
  private let registry = MetricsRegistry()

  @Test("Everything measured through swift-metrics arrives, whatever its labels hold")
  func everything() async throws {
    let hostile = "back\\slash \"quoted\"\nnext line, größer 🎺"
    Counter(label: "pages.made", dimensions: [("kind", hostile)], factory: registry).increment(by: 7)
    FloatingPointCounter(label: "money-spent", factory: registry).increment(by: 0.5)
    Meter(label: "queue.length", factory: registry).set(-3)
    let recorder = Recorder(label: "2.cards", dimensions: [("shelf", "top"), ("a.b", "c")], factory: registry)
    for value in [0.0, 1, 1.5, 2, 3, 1e12] { recorder.record(value) }
    let timer = CoreMetrics.Timer(label: "page.duration", factory: registry)
    for milliseconds in [1, 2, 3] { timer.recordMilliseconds(milliseconds) }
    let samples = try await scraped()
    #expect(samples.value("pages_made_total", ["kind": hostile]) == 7)
    #expect(samples.value("money_spent_total") == 0.5)
    #expect(samples.value("queue_length") == -3)
    let cards = ["shelf": "top", "a_b": "c"]
    #expect(samples.value("_2_cards_bucket", cards.merging(["le": "1.0"]) { $1 }) == 2)
    #expect(samples.value("_2_cards_bucket", cards.merging(["le": "2.0"]) { $1 }) == 4)
    #expect(samples.value("_2_cards_bucket", cards.merging(["le": "+Inf"]) { $1 }) == 6)
    #expect(samples.value("_2_cards_count", cards) == 6)
    #expect(samples.value("page_duration_seconds_count") == 3)
    #expect(abs((samples.value("page_duration_seconds_sum") ?? 0) - 0.006) < 1e-9)
  }

  @Test("Beyond the bound handles work and count nothing, and are counted themselves")
  func bounded() async throws {
    for number in 0..<MetricsRegistry.seriesMaximum + 5 {
      Counter(label: "many", dimensions: [("number", "\(number)")], factory: registry).increment()
    }
    Meter(label: "many", factory: registry).set(1)
    let families = registry.families()
    #expect(families.first { $0.name == "many" }?.samples.count == MetricsRegistry.seriesMaximum)
    guard case .number(6) = families.first(where: { $0.name == MetricsRegistry.droppedName })?.samples.first?.value
    else {
      Issue.record("six handles are not kept")
      return
    }
  }

  @Test("Counters added to from many threads lose nothing")
  func concurrent() async throws {
    await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          let counter = Counter(label: "together", factory: registry)
          let recorder = Recorder(label: "values", factory: registry)
          for _ in 0..<10_000 {
            counter.increment()
            recorder.record(2)
          }
        }
      }
    }
    let samples = try await scraped()
    #expect(samples.value("together_total") == 80_000)
    #expect(samples.value("values_sum") == 160_000)
    #expect(samples.value("values_count") == 80_000)
  }

  private func scraped() async throws -> [Scrape.Sample] {
    let registry = self.registry
    let server = MonitoringServer(
      host: "127.0.0.1", port: 0,
      pages: [
        "/metrics": { accept in
          let format = MetricsExposition.Format(accept: accept)
          return MonitoringAnswer(
            contentType: format.contentType, body: MetricsExposition.text(registry.families(), format))
        }
      ], group: MultiThreadedEventLoopGroup.singleton)
    let samples = try await Scrape.samples(port: server.start())
    await server.stop()
    return samples
  }
}
