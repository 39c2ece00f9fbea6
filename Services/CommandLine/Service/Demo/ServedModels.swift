import Messages

/// Waits until the services use the models that are live in the registry.
struct ServedModels {
  let peers: Peers

  /// Returns when stage 1 and stage 2 have picked up every live version.
  ///
  /// - Throws: ``ServedModelsError`` when they have not after half a minute.
  func waitUntilServed(listener: String, momentMilliseconds: Int64) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    let live = try await peers.training.listModels(Wire.ListModelsRequest()).models.filter(\.live)
    let versions = Dictionary(
      live.compactMap(\.model).map { ($0.model, $0.version) }, uniquingKeysWith: { first, _ in first })
    while true {
      let behind = try await behind(versions, listener: listener, momentMilliseconds: momentMilliseconds)
      if behind.isEmpty { return }
      guard ContinuousClock.now < deadline else { throw ServedModelsError.notServed(models: behind) }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// The models of which a service still serves another version.
  private func behind(
    _ versions: [String: UInt32], listener: String, momentMilliseconds: Int64
  ) async throws -> [String] {
    let generated = try await peers.candidates.generate(
      Wire.GenerateRequest(momentMilliseconds: momentMilliseconds))
    let page = try await peers.home.getHome(
      Wire.GetHomeRequest(listener: listener, momentMilliseconds: momentMilliseconds, preview: true))
    let served = generated.models + page.shelves.compactMap(\.model)
    return served.filter { served in
      guard let version = versions[served.model] else { return false }
      return served.version < version
    }.map(\.model)
      + versions.keys.filter { model in
        !model.hasPrefix("ranking.") && !generated.models.contains { $0.model == model }
      }
  }
}

/// Why a run cannot go on.
enum ServedModelsError: Error, CustomStringConvertible {
  /// Models went live, and a service does not use them.
  case notServed(models: [String])

  /// What was wrong and what to do.
  var description: String {
    switch self {
    case .notServed(let models):
      "these models are live and are not served: \(models.joined(separator: ", ")); see the services' logs"
    }
  }
}
