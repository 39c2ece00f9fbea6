import Foundation
import Testing

@testable import Telemetry

@Suite("The metrics of a process")
struct ProcessMetricsTests {
  @Test("They have Prometheus's names and kinds")
  func names() throws {
    let text = String(decoding: MetricsExposition.text(ProcessMetrics().families(), .prometheus), as: UTF8.self)
    for line in [
      "process_cpu_seconds_total counter", "process_resident_memory_bytes gauge", "process_virtual_memory_bytes gauge",
      "process_open_fds gauge", "process_max_fds gauge", "process_start_time_seconds gauge",
    ] {
      #expect(text.contains("# TYPE \(line)\n"), "\(text)")
    }
    #expect(text.split(separator: "\n").count { !$0.hasPrefix("#") } == 6)
  }

  @Test("They are those of this process")
  func values() throws {
    let status = try #require(ProcessStatus.current)
    #expect(status.cpuSeconds > 0)
    let now = Date().timeIntervalSince1970
    let start = try #require(status.startSeconds)
    #expect(start <= now + 2 && start > now - 24 * 3600)
    #expect(status.residentBytes > 1_048_576 && status.virtualBytes >= status.residentBytes)
    #expect(number("process.open_fds") >= 3 && number("process.open_fds") <= number("process.max_fds"))
  }

  private func number(_ name: String) -> Double {
    guard
      case .number(let number)? = ProcessMetrics().families().first(where: { $0.name == name })?.samples.first?.value
    else { return .nan }
    return number
  }

  @Test("A program's name may have spaces and parentheses, and a line that is cut has no values")
  func lines() throws {
    let rest = (4...52).map { "\($0)" }.joined(separator: " ")
    let status = try #require(ProcessStatus("7 (a) b (c)) S \(rest)", bootSeconds: 1000, ticksPerSecond: 10))
    #expect(status.cpuSeconds == 2.9 && status.startSeconds == 1002.2 && status.virtualBytes == 23)
    #expect(ProcessStatus("7 (a) S 4 5 6", bootSeconds: 1000, ticksPerSecond: 10) == nil)
    #expect(ProcessStatus("", bootSeconds: nil, ticksPerSecond: 10) == nil)
  }
}
