import Support
import Testing

/// The committed code is what the .proto files give.
@Suite struct GeneratedCodeTests {
  // Skipped without the two protobuf compilers; CI installs both.
  @Test("Generating again changes nothing", .enabled { await Self.hasCompilers() })
  func regenerate() async {
    let ending = await Program.run(Program.path("protos/generate"), ["--check"])
    #expect(ending.isSuccess, "\(ending.output.prefix(4_000))\n\(ending.errors.suffix(4_000))")
  }

  private static func hasCompilers() async -> Bool {
    let hasProtoc = await Program.run("protoc", ["--version"]).isSuccess
    return await Program.run("protoc-c", ["--version"]).isSuccess && hasProtoc
  }
}
