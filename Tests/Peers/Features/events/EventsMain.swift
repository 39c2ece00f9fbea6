import Features
import Glibc
import Intake
import Masking
import Storage

/// Measures an import of made events into the embedded stores, in one process of its own.
///
///     feature-events make FILE EVENTS LISTENERS     writes a file of made lines
///     feature-events import FOLDER FILE...          imports it into stores in a folder, and prints a line of JSON
@main
struct EventsMain {
  static func main() async throws {
    let arguments = CommandLine.arguments
    switch arguments.dropFirst().first {
    case "make" where arguments.count == 5:
      guard let events = Int(arguments[3]), let listeners = Int(arguments[4]) else { usage() }
      try MadeEvents(listeners: listeners).write(events, to: arguments[2])
    case "import" where arguments.count > 3:
      try await measure(folder: arguments[2], files: Array(arguments[3...]))
    default: usage()
    }
  }

  private static func measure(folder: String, files: [String]) async throws {
    ProcessMemory.shareHeap()
    let objects = try await StoreAddress("file:\(folder)/objects").openObjectStore()
    let online = try await StoreAddress("sqlite:\(folder)/online.sqlite").openOnlineStore()
    var options = EventImportOptions()
    options.pseudonyms = Pseudonyms(key: .made())
    var found: [ImportFile] = []
    for file in files { found += try await ImportListing.found(at: file).files }
    let work = EventImport(
      files: found, objects: objects, online: online,
      accounts: try await StoreAddress("sqlite:\(folder)/bandstand.sqlite").openDatabase(),
      catalog: MadeEvents.catalog, options: options,
      now: { Moment(milliseconds: MadeEvents.start.milliseconds + 400 * 86_400_000) })
    var meter = Meter()
    let report = try await work.run { report in say(meter.note(lines: report.lines)) }
    print(
      """
      {"lines": \(report.lines), "taken": \(report.accepted), "known": \(report.duplicates), \
      "kept_aside": \(report.keptAside.count), "objects": \(report.objects), "object_bytes": \(report.objectBytes), \
      \(meter.figures)}
      """)
  }

  /// Says something beside the figures.
  private static func say(_ text: String) {
    let bytes = Array("\(text)\n".utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  private static func usage() -> Never {
    say("usage: feature-events make FILE EVENTS LISTENERS | import FOLDER FILE...")
    exit(64)
  }
}
