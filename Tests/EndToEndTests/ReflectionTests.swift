import FoundationEssentials
import Support
import Testing

extension EndToEnd {
  @Suite("grpcio's reflection client")
  struct ReflectionTests {
    private struct Found: Decodable {
      let services: [String]
      let files: [String]
      let resolved: Int
      let wrong: [String]
      let hostile: Hostile
      let response: String

      struct Hostile: Decodable {
        let codes: [Int]
        let many: String
      }
    }

    @Test("It learns every service from its server alone, resolves every name as protoc does, and calls what it found")
    func everyService() async throws {
      _ = try await EndToEnd.fleet.fullPage()
      for service in Fleet.Service.called {
        let name = "bandstand.v1.\(service.rawValue.prefix(1).uppercased())\(service.rawValue.dropFirst())"
        let found = try await found(at: service)
        #expect(
          found.services == [
            name, "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
            "grpc.reflection.v1alpha.ServerReflection",
          ])
        #expect(found.files.contains("bandstand/v1/\(service.rawValue).proto"))
        #expect(found.resolved > 60, "\(found)")
        #expect(found.wrong.isEmpty, "\(found)")
        #expect(found.hostile.codes == [5, 5, 3, 3, 5, 5, 0])
        #expect(found.hostile.many == "RESOURCE_EXHAUSTED")
        #expect(found.response.contains(call(of: service).answer), "\(found.response)")
      }
    }

    /// A call whose types the client has from reflection alone, and what stands in its answer.
    private func call(of service: Fleet.Service) -> (method: String, request: String, answer: String) {
      switch service {
      case .home: ("Home/GetHome", #"{"listener": "listener-1", "preview": true}"#, "shelves")
      case .candidates: ("Candidates/Generate", #"{"shelves": [{"shelf": "shortcuts"}]}"#, "shortcuts")
      case .ranking: ("Ranking/GetFeatureSet", "{}", "fingerprint")
      case .training: ("Training/ListModels", "{}", "popularity")
      case .validation: ("Validation/GetStatistics", #"{"name": "ranking.shortcuts"}"#, "standard_deviation")
      case .console: preconditionFailure("it has no methods of its own")
      }
    }

    private func found(at service: Fleet.Service) async throws -> Found {
      let python = try await PythonEnvironment.shared(packages: HomeClient.packages)
      let call = call(of: service)
      let output = try await Program.check(
        python,
        [
          Program.path("Tests/fixtures/reflection_client.py"), Program.path("protos"),
          try await EndToEnd.fleet.address(of: service), "/bandstand.v1.\(call.method)", call.request,
        ])
      return try JSONDecoder().decode(Found.self, from: Data(output.utf8))
    }
  }
}
