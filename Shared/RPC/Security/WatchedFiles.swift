import Crypto
import Logging
import Synchronization

/// What files say now, not yet looked at.
struct FileContents<Value: Sendable, Failure: Error> {
  /// The SHA-256 of everything, by which a change is seen.
  let digest: SHA256Digest
  /// Makes of them what they are for.
  let make: () throws(Failure) -> Value
}

/// The newest value made of files.
///
/// The files are read again on an interval while this object lives. A change is taken whole, when everything in it fits
/// together, or not at all: then the old value stays, which is logged and counted once for each row of the same failure.
final class WatchedFiles<Value: Sendable, Failure: Error & Equatable>: Sendable {
  /// What is said and counted of a change.
  struct Report: Sendable {
    /// What changed, for logs, as "certificates"; and where.
    var what: String
    var places: String
    /// Count a change that was taken, and one that was not.
    var countTaken: @Sendable () -> Void
    var countRefused: @Sendable () -> Void
  }

  private struct State {
    var value: Result<Value, Failure>?
    /// How many values there have been.
    var version = 0
    /// Of what `value` was made of.
    var taken: SHA256Digest?
    /// Of what was read last and cannot be used, and why.
    var refused: SHA256Digest?
    var failure: Failure?
  }

  private let report: Report
  private let logger: Logger
  private let read: @Sendable () throws(Failure) -> FileContents<Value, Failure>
  private let state = Mutex(State())
  private let polling = Mutex<Task<Void, Never>?>(nil)

  /// Reads everything for the first time; what is wrong then is thrown by ``current()`` until it is put right. Blocks.
  ///
  /// - Parameter reload: How to look for changes; nil when there can be none.
  init(
    _ report: Report, reload: FileReload?, logger: Logger,
    read: @escaping @Sendable () throws(Failure) -> FileContents<Value, Failure>
  ) {
    self.report = report
    self.logger = logger
    self.read = read
    refresh()
    if let reload { poll(reload) }
  }

  deinit { polling.withLock { $0?.cancel() } }

  /// The newest value.
  ///
  /// - Throws: Why there has been none yet.
  func current() throws(Failure) -> Value { try newest().value }

  /// The newest value and how many there have been.
  ///
  /// - Throws: Why there has been none yet.
  func newest() throws(Failure) -> (value: Value, version: Int) {
    let (value, version) = state.withLock { ($0.value, $0.version) }
    guard let value else { preconditionFailure("files are read before anybody can ask") }
    return (try value.get(), version)
  }

  /// Reads everything now, and takes it if it is new and whole. Blocks while it reads.
  func refresh() {
    state.withLock { state in
      do throws(Failure) {
        let contents = try read()
        if contents.digest == state.taken { return state.failure = nil }
        guard contents.digest != state.refused else { return }
        state.refused = contents.digest
        take(try contents.make(), contents.digest, &state)
      } catch {
        refuse(error, &state)
      }
    }
  }

  private func take(_ value: Value, _ digest: SHA256Digest, _ state: inout State) {
    let isFirst = state.taken == nil
    state = State(value: .success(value), version: state.version + 1, taken: digest)
    guard !isFirst else { return }
    report.countTaken()
    logger.notice("\(report.what) reloaded", metadata: ["from": "\(report.places)"])
  }

  /// Keeps what there is; says so once for each row of the same failure.
  private func refuse(_ error: Failure, _ state: inout State) {
    guard state.taken != nil else { return state.value = .failure(error) }
    guard state.failure != error else { return }
    state.failure = error
    report.countRefused()
    logger.error(
      "changed \(report.what) cannot be used; the old ones stay",
      metadata: ["error": "\(error)", "from": "\(report.places)"])
  }

  private func poll(_ reload: FileReload) {
    let task = Task { [weak self] in
      while (try? await reload.clock.sleep(for: reload.interval)) != nil {
        guard let self else { return }
        self.refresh()
      }
    }
    polling.withLock { $0 = task }
  }
}
