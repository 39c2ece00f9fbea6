/// A task that runs the handlers of calls, one after the other: making a task costs more than many a call.
///
/// One whose call was cancelled is spent: cancellation cannot be taken back. On its loop only, between handlers.
// @unchecked Sendable: its state is touched on its loop only.
@safe final class HandlerTask: @unchecked Sendable {
  private let tasks: HandlerTasks
  private var waiting: UnsafeContinuation<Void, Never>?
  private var task: Task<Void, Never>?
  private var isSpent = false

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

  private nonisolated(nonsending) func runAll() async {
    while !isSpent {
      if let call = tasks.next() {
        guard let handle = call.handlerBegins(in: self) else { continue }
        do {
          try await handle(call)
          call.handlerReturned(.ok)
        } catch {
          call.handlerReturned(call.status(of: error))
        }
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
