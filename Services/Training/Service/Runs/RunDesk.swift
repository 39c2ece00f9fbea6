import Features
import Hosting
import Logging
import ServiceLifecycle
import Storage

/// Takes orders for runs and works them off, one run at a time over all processes on the same stores.
///
/// A run goes on when the one who ordered it leaves, and is cancelled and recorded as failed when the process drains.
actor RunDesk: Service {
  /// A run to do.
  struct Order: Sendable {
    /// The models, in the order to train them.
    var models: [String]
    /// The moment the run stands at.
    var moment: Moment
    /// Where its steps go.
    var reporter: RunReporter
  }

  private let store: any RunStore
  private let lease: RunLease
  private let cutOff: CutOffRuns
  private let health: HealthRegistry
  private let now: @Sendable () -> Moment
  private let logger: Logger
  private let work: @Sendable (Order) async throws -> Void
  private let orders: AsyncStream<Order>
  private let queue: AsyncStream<Order>.Continuation
  private var isBusy = false
  private var isCleaning = false
  /// Whether another process had the lease when this one began.
  private var mustCleanUp = false
  private var isClosed = false

  /// A desk whose runs are done by `work`, which throws when a run failed.
  init(
    store: any RunStore, lease: RunLease, cutOff: CutOffRuns, health: HealthRegistry,
    now: @escaping @Sendable () -> Moment, logger: Logger,
    work: @escaping @Sendable (Order) async throws -> Void
  ) {
    self.store = store
    self.lease = lease
    self.cutOff = cutOff
    self.health = health
    self.now = now
    self.logger = logger
    self.work = work
    (orders, queue) = AsyncStream.makeStream(of: Order.self, bufferingPolicy: .bufferingOldest(1))
  }

  /// Orders a run. Its steps can be read from what is returned, which ends with the run.
  ///
  /// - Throws: ``TrainingError/anotherRunIsGoing``, ``TrainingError/anotherProcessTrains(leaseSeconds:)``,
  ///   ``TrainingError/stopping``, and `StorageError`.
  func start(_ models: [String], at moment: Moment) async throws -> (run: UInt64, steps: AsyncStream<RunStep>) {
    guard !isClosed else { throw TrainingError.stopping }
    while isCleaning { try await Task.sleep(for: .milliseconds(5)) }
    guard !isBusy else { throw TrainingError.anotherRunIsGoing }
    isBusy = true
    do {
      guard try await lease.take() else { throw TrainingError.anotherProcessTrains(leaseSeconds: lease.seconds) }
      try await cutOff.clean()
      let run = try await store.startRun(of: models, at: now())
      let (steps, listener) = AsyncStream.makeStream(
        of: RunStep.self, bufferingPolicy: .bufferingOldest(StorageLimits.runStepsMax))
      let reporter = RunReporter(run: run, store: store, now: now, listener: listener)
      let order = Order(models: models, moment: moment, reporter: reporter)
      if case .enqueued = queue.yield(order) { return (run, steps) }
      await end(order, as: .failed)
      throw TrainingError.stopping
    } catch {
      try? await lease.release()
      isBusy = false
      throw error
    }
  }

  /// Cleans up after processes that were cut off, unless one trains now; false when that has to wait.
  func cleanUp() async throws -> Bool {
    guard !isBusy, !isClosed else { return true }
    isCleaning = true
    defer { isCleaning = false }
    guard try await lease.take() else {
      mustCleanUp = true
      return false
    }
    try await cutOff.clean()
    try await lease.release()
    mustCleanUp = false
    return true
  }

  /// Works orders off until the process drains.
  func run() async throws {
    await UntilDrained(health: health).run {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await self.workOff() }
        group.addTask { await self.cleanUpLater() }
      }
    }
    isClosed = true
    queue.finish()
    for await order in orders { await end(order, as: .failed) }
  }

  /// Cleans up once whoever trained at the start, or was cut off then, does so no more.
  private func cleanUpLater() async {
    while mustCleanUp, !Task.isCancelled {
      try? await Task.sleep(for: .seconds(lease.seconds / 3))
      do {
        if try await cleanUp() { return }
      } catch {
        logger.warning("cut-off runs could not be looked for", metadata: ["error": "\(error)"])
      }
    }
  }

  private func workOff() async {
    for await order in orders {
      logger.notice("run begins", metadata: ["run": "\(order.reporter.run)", "models": "\(order.models)"])
      do {
        try await lease.keeping { try await self.offLoop(order) }
        await end(order, as: .done)
      } catch {
        await end(order, as: .failed)
      }
    }
  }

  /// Does the work on the global executor.
  ///
  /// It must be said: an actor may be run by the event loop of the call that ordered the run, and what it calls would go on
  /// there, while every other call of that loop waits for the fit to end.
  private func offLoop(_ order: Order) async throws {
    let work = self.work
    let task = Task(executorPreference: globalConcurrentExecutor) { try await work(order) }
    try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// Records the end, in a task of its own: this one may have been cancelled.
  private func end(_ order: Order, as state: RunState) async {
    let (store, run, moment) = (store, order.reporter.run, now())
    do {
      try await Task { try await store.finishRun(run, as: state, at: moment) }.value
    } catch {
      logger.error("the end of a run was not recorded", metadata: ["run": "\(run)", "error": "\(error)"])
    }
    do { try await lease.release() } catch {
      logger.warning("the right to train was not given back", metadata: ["error": "\(error)"])
    }
    logger.notice("run ends", metadata: ["run": "\(run)", "state": "\(state.rawValue)"])
    isBusy = false
    order.reporter.listener.finish()
  }
}
