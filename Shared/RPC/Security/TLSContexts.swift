import Crypto
import Logging
import NIOSSL
import Synchronization

/// The newest TLS context of one side: what new connections are made with.
///
/// The files are read again on an interval while this object lives. A change is taken whole, when everything in it
/// fits together, or not at all; connections that are open keep the context they were made with.
final class TLSContexts: Sendable {
  private struct State {
    var context: Result<NIOSSLContext, TLSError>
    /// Of what `context` was made of.
    var taken: SHA256Digest?
    /// Of what was read last and cannot be used.
    var refused: SHA256Digest?
    var failure: TLSError?
  }

  private let sources: TLSSources
  private let configuration: @Sendable () -> TLSConfiguration
  private let logger: Logger
  private let state: Mutex<State>
  private let polling = Mutex<Task<Void, Never>?>(nil)

  /// Reads everything for the first time; what is wrong then is thrown by ``current()`` until it is put right.
  init(
    _ sources: TLSSources, reload: TLSReload, logger: Logger,
    configuration: @escaping @Sendable () -> TLSConfiguration
  ) {
    self.sources = sources
    self.configuration = configuration
    self.logger = logger
    state = Mutex(State(context: .failure(.unusable(reason: "nothing was read yet"))))
    refresh()
    if sources.canChange { poll(reload) }
  }

  deinit { polling.withLock { $0?.cancel() } }

  /// The newest context.
  ///
  /// - Throws: Why there has been none yet.
  func current() throws(TLSError) -> NIOSSLContext {
    try state.withLock { $0.context }.get()
  }

  /// Reads everything now, and takes it if it is new and whole. Blocks while it reads.
  func refresh() {
    state.withLock { state in
      do throws(TLSError) {
        let material = try TLSMaterial(reading: sources)
        if material.digest == state.taken { return state.failure = nil }
        guard material.digest != state.refused else { return }
        state.refused = material.digest
        state.context = .success(try material.context(configuration()))
        if state.taken != nil { reportReload() }
        state.taken = material.digest
        state.refused = nil
        state.failure = nil
      } catch {
        refused(error, &state)
      }
    }
  }

  private func reportReload() {
    SecurityCounters.countReload()
    logger.notice("certificates reloaded", metadata: ["from": "\(sources.places)"])
  }

  /// Keeps what there is; says so once for each row of the same failure.
  private func refused(_ error: TLSError, _ state: inout State) {
    guard state.taken != nil else { return state.context = .failure(error) }
    guard state.failure != error else { return }
    state.failure = error
    SecurityCounters.countReloadFailure()
    logger.error("changed certificates cannot be used; the old ones stay", metadata: ["error": "\(error)"])
  }

  private func poll(_ reload: TLSReload) {
    let task = Task { [weak self] in
      while (try? await reload.clock.sleep(for: reload.interval)) != nil {
        guard let self else { return }
        self.refresh()
      }
    }
    polling.withLock { $0 = task }
  }
}

extension TLSSources {
  /// For messages: every file.
  fileprivate var places: String {
    [keyPair?.certificates, keyPair?.privateKey, rootsSource].compactMap { $0?.place }.joined(separator: ", ")
  }
}
