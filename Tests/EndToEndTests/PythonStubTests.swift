import FoundationEssentials
import Support
import Testing

extension EndToEnd {
  @Suite("Python stubs made from protos/")
  struct PythonStubTests {
    /// One call: its path, how it ended, and its first answer as JSON or its message.
    private struct Call: Decodable {
      let call: String
      let code: String
      let answer: String
    }

    @Test("They reach every rpc of every service, and each service answers")
    func everyService() async throws {
      _ = try await EndToEnd.fleet.fullPage()
      let calls = try await calls()
      #expect(!calls.contains { $0.code == "NEVER CALLED" || $0.code == "UNIMPLEMENTED" }, "\(calls)")
      for (path, codes) in Self.codes {
        let heard = calls.filter { $0.call == path }
        #expect(!heard.isEmpty, "\(path)")
        #expect(heard.allSatisfy { codes.contains($0.code) }, "\(heard)")
      }
      for (path, text) in Self.answers {
        #expect(calls.filter { $0.call == path }.allSatisfy { $0.answer.contains(text) }, "\(path): \(calls)")
      }
    }

    /// How each call may end; of those that this fleet has nothing for, with an error that says so.
    private static let codes: [String: Set<String>] = [
      "/bandstand.v1.Home/GetHome": ["OK"], "/bandstand.v1.Home/RecordEvents": ["OK"],
      "/bandstand.v1.Home/GetProfile": ["OK"], "/bandstand.v1.Home/ForgetListener": ["OK"],
      "/bandstand.v1.Candidates/Generate": ["OK"], "/bandstand.v1.Ranking/Rank": ["OK"],
      "/bandstand.v1.Ranking/GetFeatureSet": ["OK"], "/bandstand.v1.Training/ListRuns": ["OK"],
      "/bandstand.v1.Training/ListModels": ["OK"], "/bandstand.v1.Training/WatchModels": ["OK"],
      "/bandstand.v1.Training/StartRun": ["INVALID_ARGUMENT"],
      "/bandstand.v1.Training/RollBack": ["NOT_FOUND"],
      "/bandstand.v1.Training/HoldModel": ["OK"], "/bandstand.v1.Training/ReleaseModel": ["OK"],
      "/bandstand.v1.Validation/GetStatistics": ["OK"], "/bandstand.v1.Validation/CheckDataset": ["OK"],
      "/bandstand.v1.Validation/AcceptDataset": ["OK"], "/bandstand.v1.Validation/ListAlerts": ["OK"],
      "/bandstand.v1.Validation/GetReplay": ["OK"],
      "/grpc.health.v1.Health/Check": ["OK"], "/grpc.health.v1.Health/Watch": ["OK"],
      "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo": ["OK"],
      "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo": ["OK"],
    ]

    /// What stands in an answer that was understood.
    private static let answers = [
      "/bandstand.v1.Home/GetHome": "\"propensity\"", "/bandstand.v1.Home/RecordEvents": "\"accepted\": \"1\"",
      "/bandstand.v1.Home/GetProfile": "\"listens\": \"1\"", "/bandstand.v1.Home/ForgetListener": "\"found\": true",
      "/bandstand.v1.Candidates/Generate": "\"source_position\"", "/bandstand.v1.Ranking/Rank": "\"candidate\"",
      "/bandstand.v1.Ranking/GetFeatureSet": "\"fingerprint\"", "/bandstand.v1.Training/ListRuns": "\"done\"",
      "/bandstand.v1.Training/ListModels": "\"popularity\"", "/bandstand.v1.Training/WatchModels": "\"live\": true",
      "/bandstand.v1.Validation/GetStatistics": "\"standard_deviation\"",
      "/bandstand.v1.Validation/CheckDataset": "\"rows\"", "/grpc.health.v1.Health/Check": "\"SERVING\"",
      "/grpc.health.v1.Health/Watch": "\"SERVING\"",
      "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo": "grpc.health.v1.Health",
      "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo": "grpc.health.v1.Health",
    ]

    private func calls() async throws -> [Call] {
      let python = try await PythonEnvironment.shared(packages: HomeClient.packages)
      let folder = try TemporaryFolder()
      var words = [Program.path("Tests/fixtures/stubs_client.py"), Program.path("protos"), folder.path("stubs")]
      for service in Fleet.Service.called {
        words.append("\(service.rawValue)=\(try await EndToEnd.fleet.address(of: service))")
      }
      let output = try await Program.check(python, words)
      return try output.split(separator: "\n").map { try JSONDecoder().decode(Call.self, from: Data($0.utf8)) }
    }
  }
}
