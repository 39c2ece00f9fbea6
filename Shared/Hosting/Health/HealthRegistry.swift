import Synchronization

/// Which services of this process take calls, and who wants to hear when that changes.
///
/// Every name starts as not serving. After ``drain()`` nothing serves any more, whatever is set.
public final class HealthRegistry: Sendable {
  /// How a service stands.
  public enum Status: Sendable {
    /// It takes calls.
    case serving
    /// It takes none: not yet, or no more.
    case notServing
  }

  /// The name that stands for the process as a whole.
  public static let wholeProcess = ""
  /// How many watchers there may be at once.
  public static let watchersMax = 1_000

  private struct State {
    var statuses: [String: Status]
    var isDraining = false
    var watchers: [UInt64: Watcher] = [:]
    var nextWatcher: UInt64 = 0

    mutating func set(_ status: Status, for name: String) {
      guard !isDraining, let old = statuses[name], old != status else { return }
      statuses[name] = status
      for watcher in watchers.values where watcher.name == name { watcher.changes.yield(status) }
    }

    mutating func setAll(_ status: Status) {
      for name in statuses.keys { set(status, for: name) }
    }
  }

  private struct Watcher {
    let name: String
    let changes: AsyncStream<Status?>.Continuation
  }

  private let state: Mutex<State>

  /// A registry of the process and these full service names.
  public init(serviceNames: [String]) {
    let names = Set(serviceNames + [Self.wholeProcess])
    state = Mutex(State(statuses: Dictionary(uniqueKeysWithValues: names.map { ($0, .notServing) })))
  }

  /// Whether nothing will take calls any more.
  public var isDraining: Bool {
    state.withLock { $0.isDraining }
  }

  /// How the service stands; nil for a name that is not registered.
  public func status(of name: String) -> Status? {
    state.withLock { $0.statuses[name] }
  }

  /// Sets one service, and tells those who watch it if that is news.
  public func set(_ status: Status, for name: String) {
    state.withLock { $0.set(status, for: name) }
  }

  /// Sets the process and every service in it.
  public func setAll(_ status: Status) {
    state.withLock { $0.setAll(status) }
  }

  /// Says for good that nothing takes calls, and ends every watch after that was heard.
  public func drain() {
    let watchers = state.withLock { state in
      state.setAll(.notServing)
      state.isDraining = true
      defer { state.watchers = [:] }
      return state.watchers
    }
    // Outside the lock: the end of a stream calls back, and that takes the lock.
    for watcher in watchers.values { watcher.changes.finish() }
  }

  /// The service's status now, then every change; nil for a name that is not registered.
  ///
  /// A slow watcher hears only the newest. Ends when the process drains.
  ///
  /// - Returns: nil when there are ``watchersMax`` watchers already.
  public func changes(of name: String) -> AsyncStream<Status?>? {
    let (stream, continuation) = AsyncStream.makeStream(of: Status?.self, bufferingPolicy: .bufferingNewest(1))
    let number: UInt64? = state.withLock { state in
      guard state.watchers.count < Self.watchersMax else { return nil }
      state.nextWatcher += 1
      continuation.yield(state.statuses[name])
      if state.isDraining {
        continuation.finish()
      } else {
        state.watchers[state.nextWatcher] = Watcher(name: name, changes: continuation)
      }
      return state.nextWatcher
    }
    guard let number else { return nil }
    continuation.onTermination = { [weak self] _ in self?.forget(number) }
    return stream
  }

  private func forget(_ watcher: UInt64) {
    state.withLock { state in state.watchers[watcher] = nil }
  }
}
