import FoundationEssentials
import Glibc

/// A service of some run, found among the processes of this machine.
struct RunningService: Equatable, Sendable {
  /// Its process.
  let identifier: pid_t
  /// The folder of its run.
  let folder: String

  /// A process that was started as a run starts its services; nil for any other.
  init?(identifier: pid_t) {
    guard let bytes = FileManager.default.contents(atPath: "/proc/\(identifier)/cmdline") else { return nil }
    let words = bytes.split(separator: 0, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    guard let program = words.first?.split(separator: "/").last, let service = FleetService(rawValue: String(program)),
      let flag = words.firstIndex(of: "--listen-port-file"), flag + 1 < words.count,
      words[flag + 1].hasSuffix("/\(service.rawValue).port")
    else { return nil }
    self.identifier = identifier
    folder = String(words[flag + 1].dropLast("/\(service.rawValue).port".count))
  }

  /// All that there are.
  static func all() -> [RunningService] {
    ProcessTable.identifiers().compactMap(RunningService.init(identifier:))
  }
}
