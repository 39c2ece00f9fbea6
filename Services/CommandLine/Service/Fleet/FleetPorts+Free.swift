import Glibc

extension FleetPorts {
  /// Sees to it that nobody listens on the ports, before anything of an earlier run is touched.
  ///
  /// Services whose run was killed are about to end, and are waited for.
  /// - Throws: ``PortError`` that says who has a port, and what to do.
  func waitUntilFree(patience: Duration = RunFolder.patience) async throws {
    let deadline = ContinuousClock.now + patience
    for port in all {
      while !Self.isFree(port) {
        let holder = ProcessTable.listener(on: port)
        guard let holder, let service = RunningService(identifier: holder) else {
          // Gone between the two looks, or somebody else's.
          if Self.isFree(port) { break }
          throw PortError.foreign(port: port, process: holder, name: holder.flatMap(ProcessTable.name))
        }
        if let run = RunFolder.standing(in: service.folder) {
          throw PortError.run(port: port, folder: service.folder, run: run)
        }
        guard ContinuousClock.now < deadline else {
          throw PortError.leftService(port: port, folder: service.folder, process: holder)
        }
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  /// Whether a service could listen there.
  private static func isFree(_ port: Int) -> Bool {
    let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard probe >= 0 else { return true }
    defer { close(probe) }
    var reuse: CInt = 1
    _ = unsafe setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<CInt>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    return unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(probe, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 || errno != EADDRINUSE
      }
    }
  }
}

/// Why the services cannot have their ports.
enum PortError: Error, CustomStringConvertible {
  /// A run that stands has it.
  case run(port: Int, folder: String, run: RunRecord)
  /// A service has it whose run is gone.
  case leftService(port: Int, folder: String, process: pid_t)
  /// Another program has it; unknown when it is another user's.
  case foreign(port: Int, process: pid_t?, name: String?)

  /// What was wrong and what to do.
  var description: String {
    switch self {
    case .run(let port, let folder, let run):
      """
      \(run.description) with the folder \(folder) uses port \(port): stop it with `kill \(run.process)`, or choose other \
      ports with --port (0 for any free)
      """
    case .leftService(let port, let folder, let process):
      """
      a service of an earlier run that is gone (folder \(folder)) still uses port \(port): stop it with `kill \(process)`, \
      or choose other ports with --port (0 for any free)
      """
    case .foreign(let port, let process, let name):
      """
      port \(port) is taken by another program\(process.map { " (\(name ?? "?"), process \($0))" } ?? ""): stop that, or \
      choose other ports with --port (0 for any free)
      """
    }
  }
}
