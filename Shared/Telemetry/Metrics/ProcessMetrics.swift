import FoundationEssentials
import Glibc

/// What Linux says of this process, under the names that Prometheus's own libraries have for it: `process_cpu_seconds_total`,
/// `process_resident_memory_bytes`, `process_virtual_memory_bytes`, `process_open_fds`, `process_max_fds` and
/// `process_start_time_seconds`.
///
/// Read from `/proc` when it is asked (proc(5)); what cannot be read is left out.
public struct ProcessMetrics: MetricSource {
  /// The metrics of this process.
  public init() {}

  /// The values now.
  public func families() -> [MetricFamily] {
    let status = ProcessStatus.current
    return [
      family("process.cpu", unit: "s", .counter, "Processor time used, user and system.", status?.cpuSeconds),
      family(
        "process.resident_memory", unit: "By", .gauge, "Memory of the process that is in RAM.", status?.residentBytes),
      family("process.virtual_memory", unit: "By", .gauge, "Addresses that the process has.", status?.virtualBytes),
      family("process.open_fds", unit: "", .gauge, "Files and sockets that are open.", Self.openFiles),
      family("process.max_fds", unit: "", .gauge, "How many may be open.", Self.openFilesMaximum),
      family(
        "process.start_time", unit: "s", .gauge, "When the process began, since 1970 (UTC).", status?.startSeconds),
    ]
  }

  private func family(
    _ name: String, unit: String, _ kind: MetricFamily.Kind, _ summary: String, _ value: Double?
  ) -> MetricFamily {
    MetricFamily(
      name: name, unit: unit, summary: summary, kind: kind,
      samples: value.map { [MetricFamily.Sample(.number($0))] } ?? [])
  }

  /// Without the one that reading them opens.
  private static var openFiles: Double? {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map { Double(max(0, $0.count - 1)) }
  }

  private static var openFilesMaximum: Double? {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
    return limit.rlim_cur == .max ? .infinity : Double(limit.rlim_cur)
  }
}

/// The fields of `/proc/self/stat` that are metrics (proc(5)).
struct ProcessStatus {
  let cpuSeconds: Double
  /// Since 1970; nil when the time of the machine's start is not known.
  let startSeconds: Double?
  let virtualBytes: Double
  let residentBytes: Double

  /// Of this process; nil where there is no such file.
  static var current: ProcessStatus? {
    text(of: "/proc/self/stat").flatMap {
      ProcessStatus($0, bootSeconds: bootSeconds, ticksPerSecond: Double(sysconf(CInt(_SC_CLK_TCK))))
    }
  }

  /// Reads the file's one line. The program's name, in parentheses, may have any characters: what follows the last one counts.
  init?(_ line: String, bootSeconds: Double?, ticksPerSecond: Double) {
    guard let name = line.lastIndex(of: ")"), ticksPerSecond > 0 else { return nil }
    // The first after the name is the line's third field.
    let fields = line[name...].split(separator: " ").dropFirst().map { Double($0) }
    guard fields.count > 21, let user = fields[11], let system = fields[12], let start = fields[19],
      let virtual = fields[20], let pages = fields[21]
    else { return nil }
    cpuSeconds = (user + system) / ticksPerSecond
    startSeconds = bootSeconds.map { $0 + start / ticksPerSecond }
    virtualBytes = virtual
    residentBytes = pages * Double(sysconf(CInt(_SC_PAGESIZE)))
  }

  private static var bootSeconds: Double? {
    let line = text(of: "/proc/stat")?.split(separator: "\n").first { $0.hasPrefix("btime ") }
    return line?.split(separator: " ").last.flatMap { Double($0) }
  }

  private static func text(of path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}
