import ServiceLifecycle

/// A part of a process that runs beside its calls, and may end as soon as the process drains.
///
/// Parts are stopped after the server. One that feeds streams has to end them before, or the server would wait for them;
/// its early end is then no failure. An end at any other time is one.
struct BackgroundPart: Service, CustomStringConvertible {
  let service: any Service
  let health: HealthRegistry

  func run() async throws {
    try await service.run()
    if health.isDraining { try? await gracefulShutdown() }
  }

  var description: String { "\(service)" }
}
