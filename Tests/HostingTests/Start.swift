import FoundationEssentials
import Support

@testable import Hosting

/// Starts of a program with ``DemoConfiguration``, up to where it would run.
enum Start {
  static let description = ServiceDescription(
    name: "demo", summary: "shows how a service is configured.", port: 8_100, serviceNames: ["demo.v1.Demo"])

  /// Everything read, from any mix of sources.
  static func configuration(
    _ arguments: [String] = [], environment: [String: String] = [:], file: String? = nil
  ) async throws -> (demo: DemoConfiguration, hosting: HostingConfiguration) {
    switch try await invocation(arguments, environment: environment, file: file) {
    case .run(let demo, let hosting): (demo, hosting)
    default: throw NotARun()
    }
  }

  /// The error of a start that must not work.
  static func error(
    _ arguments: [String] = [], environment: [String: String] = [:], file: String? = nil
  ) async -> HostingError? {
    do {
      _ = try await invocation(arguments, environment: environment, file: file)
      return nil
    } catch {
      return error as? HostingError
    }
  }

  static func invocation(
    _ arguments: [String], environment: [String: String] = [:], file: String? = nil
  ) async throws -> Invocation<DemoConfiguration> {
    guard let file else {
      return try await Invocation(of: description, arguments: arguments, environment: environment)
    }
    return try await withTemporaryFolder { folder in
      let path = "\(folder)/demo.json"
      try Data(file.utf8).write(to: URL(filePath: path))
      return try await Invocation(
        of: description, arguments: arguments + ["--config", path], environment: environment)
    }
  }

  struct NotARun: Error {}
}
