import FoundationEssentials
import Support
import Testing

extension EndToEnd {
  @Suite("A Swift package of its own that depends on ours")
  struct SwiftPackageTests {
    @Test("It builds against the client library alone, and gets a page from home")
    func page() async throws {
      _ = try await EndToEnd.fleet.fullPage()
      let built = URL(filePath: BuiltProgram.path("home")).deletingLastPathComponent().path
      let output = try await Program.check(Program.path("Tests/Peers/SwiftClient/build"), [built])
      let program = try #require(output.split(separator: "\n").last.map(String.init))
      let address = try await EndToEnd.fleet.address(of: .home).split(separator: ":").map(String.init)
      let page = try await Program.check(program, address + ["listener-1"])
      let lines = page.split(separator: "\n")
      #expect(lines.contains { !$0.hasPrefix(" ") }, "\(page)")
      #expect(lines.contains { $0.hasPrefix("  ") && $0.contains(": ") }, "\(page)")
    }
  }
}
