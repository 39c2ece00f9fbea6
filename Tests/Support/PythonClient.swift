/// A client of our services in another language: the official grpcio, over the contract as protoc reads it.
public enum PythonClient {
  /// The command line that calls one unary method and prints its response as JSON: `{"response": ...}`, or
  /// `{"code": "NOT_FOUND", "message": ...}` when the call failed.
  ///
  /// - Parameters:
  ///   - method: The full name, such as "/bandstand.v1.Home/GetHome".
  ///   - request: The request as JSON, fields named as in the contract.
  /// - Throws: When Python, its packages or protoc cannot be had.
  public static func command(address: String, method: String, request: String) async throws -> [String] {
    let python = try await PythonEnvironment.shared(packages: ["grpcio==1.76.0", "protobuf==6.33.1"])
    let protos = Program.path("protos")
    let descriptors = Program.path(".build/contract.binpb")
    try await Program.check(
      "protoc",
      ["-I", protos, "--include_imports", "--descriptor_set_out", descriptors]
        + ["home", "candidates", "ranking", "validation", "training"].map { "bandstand/v1/\($0).proto" }
        + ["grpc/health/v1/health.proto"])
    let script = Program.path("Tests/fixtures/grpcio_client.py")
    return [python, script, descriptors, address, method, request]
  }
}
