import FoundationEssentials
import Glibc
import Support
import Testing

/// A run that somebody stops before it is done.
@Suite("A run that is interrupted", .serialized)
struct InterruptionTests {
  @Test(
    "Ctrl-C, or a supervisor's signal, ends the run and every service of it",
    arguments: [(SIGINT, true), (SIGTERM, false)])
  func interrupted(signal: CInt, isForGroup: Bool) async throws {
    let folder = try TemporaryFolder()
    let run = try await RunningProgram.start(
      BuiltProgram.path("bandstand"),
      ["run", "--port", "0", "--folder", folder.path("run"), "--listeners", "20", "--weeks", "1", "--days", "1"],
      environment: Demo.patience, log: folder.path("output"), ownGroup: true)
    let isUp = { FileManager.default.fileExists(atPath: folder.path("run/home.port")) }
    try await eventually("all services are up") { isUp() }
    let status = isForGroup ? try await run.endGroup(by: signal) : try await run.end(by: signal)
    let output = try String(contentsOfFile: folder.path("output"), encoding: .utf8)
    #expect(status == 128 + Int(signal), "\(output)")
    #expect(output.contains("Stopped before the end."), "\(output)")
    for service in Fleet.Service.allCases {
      let portFile = folder.path("run/\(service.rawValue).port")
      #expect(!FileManager.default.fileExists(atPath: portFile), "\(service.rawValue) did not end in an orderly way")
    }
  }
}
