import FoundationEssentials
import Glibc
import Support
import Testing

/// What becomes of a run's services when a process of it is lost, and of a run beside another.
@Suite("The life of a run", .serialized)
struct RunLifeTests {
  /// The processes whose command line names a folder: the run's services.
  private func services(of run: String) async -> [pid_t] {
    await Program.run("pgrep", ["-f", "\(run)/[a-z]*\\.port"]).output.split(separator: "\n").compactMap { pid_t($0) }
  }

  private func start(in folder: TemporaryFolder) async throws -> RunningProgram {
    let run = try await RunningProgram.start(
      BuiltProgram.path("bandstand"), arguments(folder.path("run")), environment: Demo.patience,
      log: folder.path("output"), ownGroup: true)
    try await eventually("the run is up") { run.hasEnded || output(folder).contains("Up until Ctrl-C") }
    #expect(!run.hasEnded, "\(output(folder))")
    return run
  }

  private func arguments(_ run: String) -> [String] {
    ["run", "--port", "0", "--folder", run, "--listeners", "10", "--weeks", "1", "--days", "0"]
  }

  private func output(_ folder: TemporaryFolder) -> String {
    (try? String(contentsOfFile: folder.path("output"), encoding: .utf8)) ?? ""
  }

  @Test("A run that is killed takes its services with it, and its folder can be used again")
  func killed() async throws {
    let folder = try TemporaryFolder()
    let run = try await start(in: folder)
    #expect(await services(of: folder.path("run")).count == 6)
    #expect(try await run.end(by: SIGKILL) == -Int(SIGKILL))
    // Not waited for here: the next run does that.
    let next = try await Bandstand.run(arguments(folder.path("run")) + ["--once"], environment: Demo.patience)
    #expect(next.isSuccess, "\(next)")
    #expect(await services(of: folder.path("run")).isEmpty)
  }

  @Test(
    "A service that is killed is started again where it was, and the run goes on; a second run is told of the first")
  func restarted() async throws {
    let folder = try TemporaryFolder()
    let run = try await start(in: folder)
    let port = { try? String(contentsOfFile: folder.path("run/ranking.port"), encoding: .utf8) }
    let before = try #require(port())
    let ranking = await Program.run("pgrep", ["-f", folder.path("run/ranking.port")]).output
    kill(try #require(pid_t(ranking.filter(\.isNumber))), SIGKILL)
    try await eventually("ranking is back") { output(folder).contains("ranking is back on 127.0.0.1:") }
    #expect(port() == before)
    #expect(output(folder).contains("ranking ended by itself"), "\(output(folder))")

    let second = try await Bandstand.run(arguments(folder.path("run")))
    #expect(!second.isSuccess)
    #expect(second.errors.contains("an earlier run (process \(run.identifier), since "), "\(second)")
    #expect(second.errors.contains("`kill \(run.identifier)`"), "\(second)")
    #expect(try await run.endGroup(by: SIGINT) == 0, "\(output(folder))")
    #expect(await services(of: folder.path("run")).isEmpty)
  }

  @Test("A hangup drains a service, unless it was started to ignore hangups, as nohup does")
  func hangup() async throws {
    let folder = try TemporaryFolder()
    let validation = [
      "--listen-port", "0", "--stores-objects", "file:\(folder.path("objects"))", "--stores-database",
      "sqlite:\(folder.path("bandstand.sqlite"))", "--log-format", "json",
    ]
    let file = folder.path("port")
    let isUp = { FileManager.default.fileExists(atPath: file) }
    let service = try await RunningProgram.start(
      BuiltProgram.path("validation"), validation + ["--listen-port-file", file], log: folder.path("log"))
    try await eventually("validation listens") { isUp() }
    #expect(try await service.end(by: SIGHUP) == 0)
    #expect(!isUp(), "it did not end in an orderly way")

    let deaf = try await RunningProgram.start(
      "/bin/sh",
      ["-c", "trap '' HUP; exec \"$0\" \"$@\"", BuiltProgram.path("validation")] + validation + [
        "--listen-port-file", file,
      ], log: folder.path("log"))
    try await eventually("validation listens") { isUp() }
    kill(deaf.identifier, SIGHUP)
    #expect(await Program.run("grep", ["-q", "^SigIgn:.*[13579bdf]$", "/proc/\(deaf.identifier)/status"]).isSuccess)
    #expect(try await deaf.end(by: SIGTERM) == 0)
  }

  @Test("A service ends in an orderly way with the pipe that it was given as its input")
  func input() async throws {
    let folder = try TemporaryFolder()
    let ending = await Program.run(
      "/bin/bash",
      [
        "-c", "sleep 0.5 | \"$@\"", "-", BuiltProgram.path("validation"), "--listen-port", "0", "--stores-objects",
        "file:\(folder.path("objects"))", "--stores-database", "sqlite:\(folder.path("bandstand.sqlite"))",
        "--log-format", "json", "--shutdown-with-input", "true",
      ])
    #expect(ending.errors.contains("standard input has ended"), "\(ending)")
  }
}
