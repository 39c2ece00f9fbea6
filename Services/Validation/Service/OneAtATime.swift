/// Runs pieces of work one after the other, in the order they came, away from the caller's event loop.
actor OneAtATime {
  private var last: Task<Void, Never>?

  /// Runs a piece of work when those before it have ended; cancelled with its caller.
  func run<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let previous = last
    // Said, because an actor may be run by its caller's event loop, and what it calls would go on there.
    let task = Task(executorPreference: globalConcurrentExecutor) {
      await previous?.value
      try Task.checkCancellation()
      return try await work()
    }
    last = Task { _ = await task.result }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
