import Interoperability
import Support
import Testing

/// The official Python implementation (grpcio) is run with stubs that grpcio-tools makes from our protos/grpc/testing.
///
/// grpcio compresses all messages of a call or none, and tells neither a server nor a client whether a message came
/// compressed. What the official cases ask beyond that is tested between our own client and server.
@Suite("With the official Python implementation")
struct PythonTests {
  private static let python = PythonScripts(
    folder: "Tests/Interop/Python",
    packages: ["grpcio==1.76.0", "grpcio-health-checking==1.76.0", "grpcio-tools==1.76.0", "protobuf==6.33.1"])

  @Test(
    "Our client passes every case with grpcio's server, but for the probes of a server that tells compressed requests",
    arguments: Protection.allCases)
  func theirServer(_ protection: Protection) async throws {
    let certificates = try await Certificates(protection)
    let probed = Set(InteropCases.withoutProbes.map(\.name))
    let cases = InteropCases.all.filter { !probed.contains($0.name) } + InteropCases.withoutProbes
    try await Self.python.withServer("server.py", certificates.serverFlags) { port in
      await runCases(cases, port: port, certificates.client)
    }
  }

  @Test("grpcio's client passes every case with our server", arguments: Protection.allCases)
  func theirClient(_ protection: Protection) async throws {
    let certificates = try await Certificates(protection)
    try await withTestServer(certificates.server) { port in
      let result = try await Self.python.run(
        "client.py", ["--server_host=127.0.0.1", "--server_port=\(port)"] + certificates.clientFlags)
      #expect(result.isSuccess, "\(result.output)")
      for interopCase in InteropCases.all { #expect(result.output.contains("pass \(interopCase.name) (")) }
    }
  }
}
