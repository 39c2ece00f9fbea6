import FoundationEssentials
import Glibc
import Support
import Testing

@Suite("The interop program")
struct ProgramTests {
  private static let program = BuiltProgram.path("interop")

  @Test("Its client and its server speak to each other under the official flags", arguments: Protection.allCases)
  func bothSides(_ protection: Protection) async throws {
    let certificates = try await Certificates(protection)
    let folder = try TemporaryFolder()
    let log = folder.path("log")
    let server = try await RunningProgram.start(
      Self.program, ["server", "--port=0"] + certificates.serverFlags, log: log)
    let port = try await Self.port(in: log)
    let client = await Program.run(
      Self.program,
      ["client", "--server_host=127.0.0.1", "--server_port=\(port)", "--test_case=large_unary"]
        + certificates.clientFlags)
    #expect(client.isSuccess, "\(client.errors)")
    #expect(client.output.hasPrefix("pass large_unary ("))
    _ = try await server.end(by: SIGTERM)
  }

  @Test("Its client says which case failed and why, and ends badly")
  func failure() async throws {
    let client = await Program.run(Self.program, ["client", "--server_port=1", "--test_case=empty_unary"])
    #expect(!client.isSuccess)
    #expect(client.output.hasPrefix("FAIL empty_unary: unavailable: "), "\(client.output)")
  }

  @Test("It knows no other cases than those it names")
  func unknownCase() async throws {
    let client = await Program.run(Self.program, ["client", "--test_case=cacheable_unary"])
    #expect(!client.isSuccess)
    #expect(client.errors.contains("there is no case cacheable_unary"), "\(client.errors)")
  }

  /// The port that the server writes into its log when it listens.
  private static func port(in log: String) async throws -> Int {
    let text = { String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self) }
    try await eventually("the server listens") { text().contains("\n") }
    return try #require(text().split(separator: ":").last.flatMap { Int($0.filter(\.isNumber)) }, "\(text())")
  }
}
