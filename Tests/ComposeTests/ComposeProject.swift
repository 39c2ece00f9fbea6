import FoundationEssentials
import Support

/// The services of `compose/compose.yaml`, under a name of this test's own.
struct ComposeProject {
  /// An address of the engine's own loopback.
  let address = "127.0.0.1:8001"

  private let compose = [
    "env", "BANDSTAND_TAG=test", "docker", "compose", "--project-name", "bandstand-test", "--file",
    Program.repository.appending(path: "compose/compose.yaml").path,
  ]

  /// Builds the image from the programs at hand, runs the body with all services up, and leaves nothing behind.
  static func running(_ body: (ComposeProject) throws -> Void) throws {
    try ContainerEngine.setUp()
    try GivenPrograms.stage()
    try ContainerEngine.build([
      "--file", "compose/Dockerfile", "--build-arg", "BINARIES=given", "--tag", "bandstand:test", ".",
    ])
    try ContainerEngine.up()
    defer { ContainerEngine.down() }
    let project = ComposeProject()
    defer { _ = try? project.run(["down", "--volumes", "--timeout", "5"]) }
    try project.run(["up", "--wait", "--wait-timeout", "120", "--no-build"])
    try body(project)
  }

  /// One command of docker compose.
  @discardableResult
  func run(_ arguments: [String]) throws -> String {
    try ContainerEngine.execute(compose + arguments)
  }

  /// Asks for a page as an app would, from outside the containers.
  func page(for listener: String) throws -> ServedHome {
    let command = try PythonClient.command(
      address: address, method: "/bandstand.v1.Home/GetHome", request: #"{"listener": "\#(listener)"}"#)
    return try ServedHome(json: ContainerEngine.execute(command))
  }

  /// Asks until the page is as wanted, at most so often; the last page either way.
  func page(for listener: String, attempts: Int, until isWanted: (ServedHome) -> Bool) throws -> ServedHome {
    for _ in 1..<attempts {
      let page = try page(for: listener)
      if isWanted(page) { return page }
    }
    return try page(for: listener)
  }
}
