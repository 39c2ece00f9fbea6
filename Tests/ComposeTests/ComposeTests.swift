import Testing

/// Skipped where the container engine beside the repository is missing, or this is a container or no root.
@Suite("Containers", .serialized, .enabled { await ContainerEngine.isUsable() })
struct ComposeTests {
  @Test("Six services come up; without ranking a page is poorer and says so, then it is full again, and all stop well")
  func ranking() async throws {
    try #require(GivenPrograms.missing.isEmpty, "build first: \(GivenPrograms.missing) are not in .build/debug")
    try await ComposeProject.running { project in
      try await project.run(["run", "--rm", "seed"])
      let full = try await project.page(for: "listener-1", attempts: 50) { $0.missed.isEmpty && !$0.shelves.isEmpty }
      #expect(full.failure == nil)
      #expect(full.missed.isEmpty)
      #expect(full.shelves.values.contains { !$0.isEmpty })

      try await project.run(["kill", "ranking"])
      let poorer = try await project.page(for: "listener-1")
      #expect(poorer.failure == nil)
      #expect(poorer.missed == ["ranking"])
      #expect(poorer.shelves.values.contains { !$0.isEmpty })

      try await project.run(["up", "--wait", "--no-build", "ranking"])
      let again = try await project.page(for: "listener-1", attempts: 50) { $0.missed.isEmpty }
      #expect(again.missed.isEmpty)
      #expect(again.shelves.keys == full.shelves.keys)

      let read = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8080/quarantine').read().decode())"
      #expect(try await ContainerEngine.execute(["python3", "-c", read]).contains("Nothing was kept aside"))

      try await project.run(["stop"])
      let endings = try await project.run(["ps", "--all", "--format", "{{.Service}} {{.ExitCode}}"])
      #expect(
        endings.split(separator: "\n").sorted() == [
          "candidates 0", "console 0", "home 0", "ranking 0", "training 0", "validation 0",
        ])
    }
  }
}
