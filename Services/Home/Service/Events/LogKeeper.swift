import Features
import Intake
import Logging
public import ServiceLifecycle

/// Finishes now and then what homes and imports left half done when they ended all of a sudden, this one's last life among them;
/// and merges the many small objects of the last days' hours.
public struct LogKeeper: Service {
  let recovery: JournalRecovery
  /// How often it looks, and how old an entry of the journal is before its writer is taken for gone.
  let seconds: Int
  let compactor: LogCompactor
  /// How often hours are merged; 0 for never.
  let compactionSeconds: Int
  let now: @Sendable () -> Moment
  let logger: Logger

  /// Looks until the process stops. What goes wrong is logged, and tried again the next time.
  public func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup { group in
        group.addTask { await every(seconds) { await round() } }
        group.addTask { await every(compactionSeconds) { await compact() } }
      }
    }
  }

  private func every(_ seconds: Int, _ body: () async -> Void) async {
    while seconds > 0, !Task.isCancelled {
      await body()
      try? await Task.sleep(for: .seconds(seconds))
    }
  }

  /// Merges the hours that are over, of two days.
  private func compact() async {
    do {
      let end = now().adding(seconds: -3600)
      let report = try await compactor.compact(end.adding(seconds: -2 * 86_400)..<end)
      guard report.written > 0 else { return }
      logger.notice(
        "objects of the log were merged",
        metadata: ["hours": "\(report.hours)", "removed": "\(report.removed)", "written": "\(report.written)"])
    } catch is CancellationError {
      return
    } catch {
      logger.error("merging objects of the log", metadata: ["error": "\(error)"])
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
