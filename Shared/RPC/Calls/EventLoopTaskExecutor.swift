import NIOCore
import Synchronization

/// Runs tasks on an event loop, so that a handler starts and goes on where its connection lives, without a hop.
// @unchecked Sendable: `captured` is touched on the loop only.
final class EventLoopTaskExecutor: TaskExecutor, @unchecked Sendable {
  let loop: any EventLoop
  private let isCapturing = Atomic(false)
  private var captured: UnownedJob?

  init(_ loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if isCapturing.load(ordering: .relaxed), loop.inEventLoop, captured == nil {
      captured = job
    } else {
      loop.execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
  }

  /// Runs the task that `resume` wakes, here and now, until it waits again or ends. On the loop only.
  func runNow(_ resume: () -> Void) {
    isCapturing.store(true, ordering: .relaxed)
    resume()
    isCapturing.store(false, ordering: .relaxed)
    guard let job = captured else { return }
    captured = nil
    unsafe job.runSynchronously(on: asUnownedTaskExecutor())
  }
}
