import FoundationEssentials
import Glibc
import Support

/// A container engine for machines that run none: a script beside the repository that unpacks one and starts it in
/// namespaces of its own.
enum ContainerEngine {
  private static let script = Program.path("../shared/containers/engine")

  /// Whether it is there and may be used: it needs the machine's root, not that of a container.
  static func isUsable() async -> Bool {
    guard FileManager.default.isExecutableFile(atPath: script), geteuid() == 0 else { return false }
    return await Program.run("unshare", ["--mount", "true"]).isSuccess
  }

  /// Unpacks the engine where that was not done yet, without the image of a toolchain: nothing is compiled in it here.
  static func setUp() async throws {
    let home = ProcessInfo.processInfo.environment["ENGINE_HOME"] ?? "/var/tmp/container-engine"
    guard !FileManager.default.fileExists(atPath: "\(home)/env") else { return }
    try await Program.check(script, ["setup", "--no-swift"])
  }

  /// Builds an image with the machine's own network.
  static func build(_ arguments: [String]) async throws {
    try await Program.check(script, ["build", "docker", "build", "--quiet", "--network", "host"] + arguments)
  }

  /// Starts the place in which containers run; its loopback is its own.
  static func up() async throws { try await Program.check(script, ["up"]) }

  /// Ends it, and with it every container in it.
  static func down() async { _ = await Program.run(script, ["down"]) }

  /// Runs a command in it that must end well.
  @discardableResult
  static func execute(_ command: [String]) async throws -> String {
    try await Program.check(script, ["exec"] + command)
  }
}
