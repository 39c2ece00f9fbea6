import FoundationEssentials
import Glibc

/// The processes of this machine, as /proc shows them to this user.
enum ProcessTable {
  /// Their numbers, ascending.
  static func identifiers() -> [pid_t] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap(pid_t.init).sorted()
  }

  /// A process's short name; nil when it is gone.
  static func name(of identifier: pid_t) -> String? {
    guard let bytes = FileManager.default.contents(atPath: "/proc/\(identifier)/comm") else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init)
  }

  /// The process that listens on a TCP port; nil when nobody does, or the process is another user's.
  static func listener(on port: Int) -> pid_t? {
    let sockets = Set(["tcp", "tcp6"].flatMap { listeningSockets("/proc/net/\($0)", on: port) })
    guard !sockets.isEmpty else { return nil }
    return identifiers().first { identifier in
      let folder = "/proc/\(identifier)/fd"
      return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).contains { descriptor in
        guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(descriptor)") else {
          return false
        }
        return sockets.contains(target)
      }
    }
  }

  /// Sockets that listen on a port, as links of descriptors name them. The columns are those of proc(5).
  private static func listeningSockets(_ table: String, on port: Int) -> [String] {
    guard let bytes = FileManager.default.contents(atPath: table) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().compactMap { line in
      let columns = line.split(separator: " ")
      guard columns.count > 9, columns[3] == "0A", let local = columns[1].split(separator: ":").last,
        Int(local, radix: 16) == port
      else { return nil }
      return "socket:[\(columns[9])]"
    }
  }
}
