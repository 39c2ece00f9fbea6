import Synchronization

/// What a caller waits for while a thread asks a server. The caller goes when its task is cancelled; the thread goes on.
final class ServerCall<Value: Sendable>: Sendable {
  private enum State {
    case new
    case waiting(CheckedContinuation<Value, any Error>)
    case ended(Result<Value, any Error>)
    case over
  }

  private struct Progress {
    var state = State.new
    var isConnected = false
  }

  private let progress = Mutex(Progress())

  /// Waits for ``end(_:)``. To be called once.
  ///
  /// - Throws: What it ended with; `CancellationError` when the task is cancelled before.
  func value() async throws -> Value {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let result = progress.withLock { progress -> Result<Value, any Error>? in
          if case .ended(let result) = progress.state {
            progress.state = .over
            return result
          }
          progress.state = .waiting(continuation)
          return nil
        }
        if let result { continuation.resume(with: result) }
      }
    } onCancel: {
      end(.failure(CancellationError()))
    }
  }

  /// Ends the wait. Only the first end counts.
  func end(_ result: Result<Value, any Error>) {
    end(result) { _ in true }
  }

  /// The server is connected to: from here on it may do what is asked.
  func noteConnected() {
    progress.withLock { $0.isConnected = true }
  }

  /// Ends the wait unless the server is connected to.
  func endConnecting(with error: any Error) {
    end(.failure(error)) { !$0.isConnected }
  }

  private func end(_ result: Result<Value, any Error>, if isWanted: (Progress) -> Bool) {
    let waiting = progress.withLock { progress -> CheckedContinuation<Value, any Error>? in
      guard isWanted(progress) else { return nil }
      switch progress.state {
      case .new: progress.state = .ended(result)
      case .waiting(let continuation):
        progress.state = .over
        return continuation
      case .ended, .over: break
      }
      return nil
    }
    waiting?.resume(with: result)
  }
}
