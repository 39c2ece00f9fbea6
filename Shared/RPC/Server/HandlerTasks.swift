/// The tasks that run handlers on one event loop, as many as there are handlers that wait for something; a few more are kept for
/// those to come.
///
/// Calls are gathered while a connection's bytes are read and begin together, so that one task is woken for all of them.
/// On its loop only.
// @unchecked Sendable: its state is touched on its loop only.
final class HandlerTasks: @unchecked Sendable {
  /// So many are kept at most, about a kilobyte each.
  private static let idleMaximum = 32

  let executor: EventLoopTaskExecutor
  private var idle: [HandlerTask] = []
  /// Calls whose handlers are to be run, each with the next.
  private var firstReady: ServerCall?
  private var lastReady: ServerCall?
  private var isEnded = false

  init(_ executor: EventLoopTaskExecutor) { self.executor = executor }

  /// Has the call's handler run when ``runAll()`` is called next.
  func add(_ call: ServerCall) {
    if let lastReady { lastReady.nextReady = call } else { firstReady = call }
    lastReady = call
  }

  /// Runs the handlers of all calls added, until each has returned or waits.
  func runAll() {
    while firstReady != nil { (idle.popLast() ?? HandlerTask(self)).run() }
  }

  /// The method of the next call whose handler is to be run.
  var nextMethod: RPCMethod? { firstReady?.method }

  /// The next call whose handler is to be run, if it is of that method.
  func next(of method: RPCMethod?) -> ServerCall? {
    guard let call = firstReady, call.method === method else { return nil }
    firstReady = call.nextReady
    call.nextReady = nil
    if firstReady == nil { lastReady = nil }
    return call
  }

  /// Whether a task that has nothing to do is kept.
  var hasRoom: Bool { !isEnded && idle.count < Self.idleMaximum }

  /// Keeps a task that has nothing to do.
  func keep(_ task: HandlerTask) { idle.append(task) }

  /// Ends the tasks that have nothing to do, and all others as soon as their handlers return.
  func end() {
    isEnded = true
    let waiting = idle
    idle = []
    for task in waiting { task.run() }
  }
}
