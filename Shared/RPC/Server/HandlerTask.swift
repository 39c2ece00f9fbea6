import Tracing

/// A task that runs the handlers of calls, one after the other: making a task costs more than many a call.
///
/// One whose call was cancelled is spent: cancellation cannot be taken back. On its loop only, between handlers.
// @unchecked Sendable: its state is touched on its loop only.
@safe final class HandlerTask: @unchecked Sendable {
  private let tasks: HandlerTasks
  private var waiting: UnsafeContinuation<Void, Never>?
  private var task: Task<Void, Never>?
  private var isSpent = false
  /// That of the calls being handled.
  private var method: RPCMethod?

  init(_ tasks: HandlerTasks) { self.tasks = tasks }

  /// Runs handlers, now, until there are no more or one of them waits for something.
  func run() {
    guard task != nil else {
      task = Task.immediate(executorPreference: tasks.executor) { await self.runAll() }
      if isSpent { task?.cancel() }
      return
    }
    guard let waiting = unsafe waiting else { return }
    unsafe self.waiting = nil
    tasks.executor.runNow { unsafe waiting.resume() }
  }

  /// Cancels the handler that runs.
  func cancel() {
    isSpent = true
    task?.cancel()
  }

  /// Runs the handlers of the calls of one method that are to be run, until the next is of another: once for all of them costs
  /// less than each by itself.
  @inline(__always)
  nonisolated(nonsending) func runEach(
    _ handle: nonisolated(nonsending) (ServerCall) async throws -> Void
  ) async {
    while let call = nextCall() {
      do {
        if let trace = call.trace {
          try await InstrumentationContext.withValue(trace.taskContext) { try await handle(call) }
        } else {
          try await handle(call)
        }
        call.handlerReturned(.ok)
      } catch {
        call.handlerReturned(call.status(of: error))
      }
    }
  }

  /// The next call, if it is of the method at hand.
  private func nextCall() -> ServerCall? {
    while !isSpent, let call = tasks.next(of: method) {
      if call.handlerBegins(in: self) { return call }
    }
    return nil
  }

  private nonisolated(nonsending) func runAll() async {
    while !isSpent {
      if let method = tasks.nextMethod, case .inTask(let runEach) = method.run {
        self.method = method
        await runEach(self)
      } else {
        guard tasks.hasRoom else { return }
        unsafe await withUnsafeContinuation { continuation in
          unsafe waiting = continuation
          tasks.keep(self)
        }
      }
    }
  }
}
