import NIOCore

/// What the connections of a server share on one event loop.
final class ServerLoop: Sendable {
  let instruments: ServerInstruments
  let handlerTasks: HandlerTasks
  let memory: HTTP2Memory

  init(_ loop: any EventLoop, _ instruments: ServerInstruments) {
    self.instruments = instruments
    memory = HTTP2Memory { act in if loop.inEventLoop { act() } else { loop.execute(act) } }
    handlerTasks = HandlerTasks(EventLoopTaskExecutor(loop))
  }

  /// The server has stopped.
  func end() {
    let tasks = handlerTasks
    tasks.executor.loop.execute { tasks.end() }
  }
}
