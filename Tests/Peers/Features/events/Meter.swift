/// Notes what an import used, again and again while it goes on.
struct Meter {
  private let started = ContinuousClock.now
  private let usedBefore = ProcessUsage.now
  private var notes: [String] = []
  private var latest = (lines: 0, cpuSeconds: 0.0)

  /// Notes how far it is, and tells that.
  mutating func note(lines: Int) -> String {
    let usage = ProcessUsage.now
    let cpuSeconds = usage.cpuSeconds - usedBefore.cpuSeconds
    let resident = ProcessUsage.residentBytes
    notes.append(
      """
      {"lines": \(lines), "seconds": \(seconds), "cpu_seconds": \(cpuSeconds), "resident_bytes": \(resident), \
      "resident_bytes_max": \(usage.residentBytesMax)}
      """)
    defer { latest = (lines, cpuSeconds) }
    return """
      \(lines) lines after \(Int(seconds)) s: the last \(lines - latest.lines) at \
      \(Int(Double(lines - latest.lines) / (cpuSeconds - latest.cpuSeconds))) a second of one core, memory \
      \(resident >> 20) MiB, at most \(usage.residentBytesMax >> 20)
      """
  }

  /// All of it, as the inside of an object of JSON.
  var figures: String {
    let usage = ProcessUsage.now
    return """
      "seconds": \(seconds), "cpu_seconds": \(usage.cpuSeconds - usedBefore.cpuSeconds), \
      "resident_bytes_max": \(usage.residentBytesMax), "progress": [\(notes.joined(separator: ", "))]
      """
  }

  private var seconds: Double { (ContinuousClock.now - started) / .seconds(1) }
}
