import Features
import Intake
import Logging
public import ServiceLifecycle

/// Finishes now and then what homes and imports left half done when they ended all of a sudden, this one's last life among them.
public struct LogKeeper: Service {
  let recovery: JournalRecovery
  /// How often it looks, and how old an entry of the journal is before its writer is taken for gone.
  let seconds: Int
  let logger: Logger

  /// Looks until the process stops. What goes wrong is logged, and tried again the next time.
  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await round()
        try? await Task.sleep(for: .seconds(seconds))
      }
    }
  }

  private func round() async {
    do {
      let report = try await recovery.round(secondsMin: Int64(seconds))
      guard report.events + report.listeners + report.unreadable > 0 else { return }
      logger.notice(
        "writers of the log had ended early",
        metadata: [
          "writers": "\(report.writers)", "events taken": "\(report.events)",
          "forgotten listeners": "\(report.listeners)", "unreadable objects": "\(report.unreadable)",
        ])
    } catch is CancellationError {
      return
    } catch {
      logger.error("what was left of the log's writers", metadata: ["error": "\(error)"])
    }
  }
}
