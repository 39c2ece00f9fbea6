import FoundationEssentials
import Glibc
import Support
import Testing

@testable import CommandLineTool

@Suite("Starting services again, and runs beside others")
struct RestartPolicyTests {
  @Test("Pauses double up to a bound, and a service that ends too often within the window is given up")
  func pauses() {
    var policy = RestartPolicy()
    let pauses = (0..<RestartPolicy.restartsMax).map { policy.pause(afterEndAt: .seconds($0)) }
    #expect(pauses == [.milliseconds(500), .seconds(1), .seconds(2), .seconds(4), .seconds(8)])
    #expect(policy.pause(afterEndAt: .seconds(10)) == nil)
  }

  @Test("An end long ago does not count: a service that ends once in a while is always started again")
  func window() {
    var policy = RestartPolicy()
    for end in 1...100 {
      #expect(policy.pause(afterEndAt: RestartPolicy.window * end + .seconds(end)) == RestartPolicy.pauseMin)
    }
  }

  @Test("The folder of a run that stands is refused, the run named, and nothing in it touched")
  func standing() async throws {
    try await withTemporaryFolder { parent in
      let path = "\(parent)/run"
      let first = try await RunFolder(path: path)
      try Data([1]).write(to: URL(filePath: "\(path)/kept"))
      let error = await #expect(throws: RunFolderError.self) { try await RunFolder(path: "\(parent)/./run/") }
      let told = error?.description ?? ""
      #expect(told.hasPrefix("an earlier run (process \(getpid()), since 2"), "\(told)")
      #expect(told.contains(" uses \(path): stop it with `kill \(getpid())` or name another folder with --folder"))
      #expect(FileManager.default.fileExists(atPath: "\(path)/kept"))
      #expect(RunFolder.standing(in: first.path) == RunRecord(file: "\(path)/made-by-bandstand-run"))
    }
  }

  @Test("A port that another program has is refused with that program's name and number")
  func foreign() async throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(listener, $0, size) == 0 && listen(listener, 1) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    try #require(isBound)
    let port = Int(in_port_t(bigEndian: address.sin_port))
    let ports = FleetPorts(base: max(1, port - 3))
    let error = await #expect(throws: PortError.self) { try await ports.waitUntilFree(patience: .zero) }
    let told = error?.description ?? ""
    #expect(told.contains("is taken by another program"), "\(told)")
    // A test beside this one may have a neighbouring port: then that one is named.
    if told.hasPrefix("port \(port) ") { #expect(told.contains(", process \(getpid()))"), "\(told)") }
    #expect(told.hasSuffix("choose other ports with --port (0 for any free)"))
  }
}
