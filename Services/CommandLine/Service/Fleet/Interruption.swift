import Hosting
import Synchronization
import UnixSignals

/// The wish that this process stops: Ctrl-C, a closed terminal, or a supervisor's signal.
///
/// Made once, before the first service starts: from then on a signal no longer ends the process by itself, so that no
/// service is left behind.
final class Interruption: Sendable {
  private let signal: Task<UnixSignal?, Never>
  private let received = Mutex<UnixSignal?>(nil)

  /// - Parameter atSecond: What to do when Ctrl-C comes after the first signal: somebody does not want to wait. A second
  ///   SIGTERM or SIGHUP means nothing: supervisors send both.
  init(atSecond: @escaping @Sendable (Int32) -> Void) async {
    let signals = await UnixSignalsSequence(trapping: StopSignals.all)
    let (first, send) = AsyncStream<UnixSignal>.makeStream()
    signal = Task {
      for await signal in first { return signal }
      return nil
    }
    Task {
      var isFirst = true
      for await signal in signals {
        if isFirst { send.yield(signal) } else if signal == .sigint { atSecond(signal.rawValue) }
        isFirst = false
      }
    }
  }

  /// Runs `body` to its end, or cancels it when a signal comes.
  ///
  /// - Throws: ``Interrupted`` when a signal came before `body` had ended well; what `body` throws.
  func interrupting(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let work = Task { try await body() }
    let watch = Task {
      guard let signal = await signal.value else { return }
      received.withLock { $0 = signal }
      work.cancel()
    }
    let result = await withTaskCancellationHandler {
      await work.result
    } onCancel: {
      work.cancel()
    }
    watch.cancel()
    if case .failure = result, let signal = received.withLock({ $0 }) { throw Interrupted(signal: signal.rawValue) }
    try result.get()
  }

  /// Waits for a signal, or for the end of the task.
  func wait() async {
    try? await interrupting { try await Task.sleep(for: .seconds(Int64(Int32.max))) }
  }
}

/// Work that a signal ended.
struct Interrupted: Error {
  /// The signal's number.
  let signal: Int32
}
