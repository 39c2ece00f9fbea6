import Hosting
import ServiceLifecycle

/// Runs something until the process drains or is told to stop.
///
/// The server waits for calls in flight before it stops, and streams of ours would never end by themselves: what feeds them
/// has to end first, at the moment health says that the process drains.
struct UntilDrained: Sendable {
  let health: HealthRegistry

  /// Runs the body, and cancels it when the time has come.
  func run(_ body: @escaping @Sendable () async -> Void) async {
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await body() }
        group.addTask {
          guard let changes = health.changes(of: HealthRegistry.wholeProcess) else { return await Self.never() }
          for await _ in changes {}
        }
        await group.next()
        group.cancelAll()
      }
    }
  }

  private static func never() async {
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
  }
}
