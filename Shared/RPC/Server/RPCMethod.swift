/// A method without its types.
final class RPCMethod: Sendable {
  typealias Body = @Sendable (ServerCall) throws -> Void
  typealias TaskBody = nonisolated(nonsending) @Sendable (HandlerTask) async -> Void

  /// How the handler is run.
  enum Run: Sendable {
    /// Within the call of the connection that brought the request: what never waits needs no task.
    case atOnce(Body)
    /// In a task that runs no other handler meanwhile: for each of the calls that the task has next.
    case inTask(TaskBody)
  }

  /// As `/package.Service/Method`.
  let path: String
  let pathBytes: [UInt8]
  /// Whether exactly one request is received, whole, before the handler starts.
  let collectsRequest: Bool
  let run: Run
  /// Its place among the router's methods: where its instruments are found.
  let index: Int

  init(path: String, collectsRequest: Bool, index: Int, run: Run) {
    self.path = path
    pathBytes = Array(path.utf8)
    self.collectsRequest = collectsRequest
    self.index = index
    self.run = run
  }
}
