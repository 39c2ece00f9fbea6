/// Holds a call's writers back while too many of its bytes wait for the peer.
final class WriteGate {
  private var waiters: [CheckedContinuation<Void, any Error>] = []
  private var failure: (any Error)?

  func wait(_ continuation: CheckedContinuation<Void, any Error>) {
    if let failure { continuation.resume(throwing: failure) } else { waiters.append(continuation) }
  }

  /// Lets everybody go on.
  func open() {
    let waiting = waiters
    waiters = []
    for continuation in waiting { continuation.resume() }
  }

  /// Fails everybody, now and later.
  func fail(_ error: any Error) {
    failure = error
    let waiting = waiters
    waiters = []
    for continuation in waiting { continuation.resume(throwing: error) }
  }
}
