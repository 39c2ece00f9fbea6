import Foundation

/// The official gRPC client of another language: grpcio from PyPI, in a virtual environment under `.build`.
///
/// Made once; later runs find it there.
public enum PythonClient {
  private static let folder = Program.repository.appending(path: ".build/grpcio")

  /// The interpreter that has grpcio and protobuf.
  private static let interpreter = Result {
    let python = folder.appending(path: "bin/python").path
    if Program.run(python, ["-c", "import grpc, google.protobuf"]).status != 0 {
      try Program.check("python3", ["-m", "venv", "--clear", folder.path])
      try Program.check(
        python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "grpcio", "protobuf"])
    }
    return python
  }

  /// The contract as protoc reads it: all messages and services with what they import.
  private static let descriptors = Result {
    let file = folder.appending(path: "contract.binpb").path
    let protos = Program.repository.appending(path: "protos")
    let names = try FileManager.default.subpathsOfDirectory(atPath: protos.path)
      .filter { $0.hasSuffix(".proto") && !$0.hasPrefix("generator/") }.sorted()
    try Program.check("protoc", ["-I", protos.path, "--include_imports", "--descriptor_set_out", file] + names)
    return file
  }

  /// The command line that calls one method and prints its response as JSON: `{"response": ...}`, or
  /// `{"code": "NOT_FOUND", "message": ...}` when the call failed.
  ///
  /// - Parameters:
  ///   - method: The full name, such as "/bandstand.v1.Home/GetHome".
  ///   - request: The request as JSON, fields named as in the contract.
  /// - Throws: `Program.Failure` when the environment cannot be made.
  public static func command(address: String, method: String, request: String) throws -> [String] {
    let python = try interpreter.get()
    let script = Program.repository.appending(path: "Tests/fixtures/grpcio_client.py").path
    return [python, script, try descriptors.get(), address, method, request]
  }
}
