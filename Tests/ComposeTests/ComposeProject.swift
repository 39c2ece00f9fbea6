import Support

/// The services of `compose/compose.yaml`, under a name of this test's own.
struct ComposeProject {
  /// An address of the engine's own loopback.
  let address = "127.0.0.1:8001"

  private let compose = [
    "env", "BANDSTAND_TAG=test", "LISTENERS=100", "WEEKS=1", "docker", "compose", "--project-name", "bandstand-test",
    "--file",
    Program.path("compose/compose.yaml"),
  ]

  /// Builds the image from the programs at hand, runs the body with all services up, and leaves nothing behind.
  static func running(_ body: (ComposeProject) async throws -> Void) async throws {
    try await ContainerEngine.setUp()
    try await GivenPrograms.stage()
    try await ContainerEngine.build([
      "--file", "compose/Dockerfile", "--build-arg", "BINARIES=given", "--tag", "bandstand:test", ".",
    ])
    try await ContainerEngine.up()
    let project = ComposeProject()
    let result: Result<Void, any Error>
    do {
      try await project.run(["up", "--wait", "--wait-timeout", "120", "--no-build"])
      result = .success(try await body(project))
    } catch {
      result = .failure(await project.explained(error))
    }
    _ = try? await project.run(["down", "--volumes", "--timeout", "5"])
    await ContainerEngine.down()
    try result.get()
  }

  /// One command of docker compose.
  @discardableResult
  func run(_ arguments: [String]) async throws -> String {
    try await ContainerEngine.execute(compose + arguments)
  }

  /// The error with the last lines the services logged.
  private func explained(_ error: any Error) async -> any Error {
    Explained(error: error, logs: (try? await run(["logs", "--tail", "20", "--no-color"])) ?? "")
  }

  private struct Explained: Error, CustomStringConvertible {
    let error: any Error
    let logs: String

    var description: String { "\(error)\n\(logs)" }
  }

  /// Asks for a page as an app would, from outside the containers.
  func page(for listener: String) async throws -> ServedHome {
    let command = try await PythonClient.command(
      address: address, method: "/bandstand.v1.Home/GetHome", request: #"{"listener": "\#(listener)"}"#)
    return try await ServedHome(json: ContainerEngine.execute(command))
  }

  /// Asks until the page is as wanted, at most so often; the last page either way.
  func page(for listener: String, attempts: Int, until isWanted: (ServedHome) -> Bool) async throws -> ServedHome {
    for _ in 1..<attempts {
      let page = try await page(for: listener)
      if isWanted(page) { return page }
    }
    return try await page(for: listener)
  }
}
