import Foundation
import Glibc
import Support

/// A container engine for machines that run none: a script beside the repository that unpacks one and starts it in
/// namespaces of its own.
enum ContainerEngine {
  private static let script = Program.repository.appending(path: "../shared/containers/engine").standardized.path

  /// Whether it is there and may be used: it needs the machine's root, not that of a container.
  static let isUsable =
    FileManager.default.isExecutableFile(atPath: script) && geteuid() == 0
    && Program.run("unshare", ["--mount", "true"]).status == 0

  /// Unpacks the engine where that was not done yet, without the image of a toolchain: nothing is compiled in it here.
  static func setUp() throws {
    let home = ProcessInfo.processInfo.environment["ENGINE_HOME"] ?? "/var/tmp/container-engine"
    guard !FileManager.default.fileExists(atPath: "\(home)/env") else { return }
    try Program.check(script, ["setup", "--no-swift"])
  }

  /// Builds an image with the machine's own network.
  static func build(_ arguments: [String]) throws {
    try Program.check(script, ["build", "docker", "build", "--quiet", "--network", "host"] + arguments)
  }

  /// Starts the place in which containers run; its loopback is its own.
  static func up() throws { try Program.check(script, ["up"]) }

  /// Ends it, and with it every container in it.
  static func down() { _ = Program.run(script, ["down"]) }

  /// Runs a command in it that must end well.
  @discardableResult
  static func execute(_ command: [String]) throws -> String {
    try Program.check(script, ["exec"] + command)
  }
}
