public import NIOCore
import NIOHTTP1
import Synchronization

/// The connections of one HTTP/1 port: bounded in number, in bytes and in time, and answered under the port's own names only.
///
/// When there are as many as there may be, a new one takes the place of the least active: whoever holds connections without
/// asking anything cannot keep others out.
public final class WebConnections: Sendable {
  private struct Entry {
    let channel: any Channel
    /// Grows with each connection and each request.
    var used: UInt64
    var hasAsked = false
    var isBeingAnswered = false

    /// The least first.
    var activity: (Int, UInt64) { (isBeingAnswered ? 2 : hasAsked ? 1 : 0, used) }
  }

  private struct State {
    var entries: [ObjectIdentifier: Entry] = [:]
    var uses: UInt64 = 0
    var isClosed = false
  }

  let limits: WebLimits
  let hosts: AllowedHosts
  private let state = Mutex(State())

  /// No connection yet.
  public init(limits: WebLimits, hosts: AllowedHosts) {
    self.limits = limits
    self.hosts = hosts
  }

  /// Takes a connection whose pipeline has NIOHTTP1's request decoder. On its loop, before it is read.
  ///
  /// - Throws: When none is taken any more, or the pipeline is another.
  public func take(_ channel: any Channel) throws {
    let identifier = ObjectIdentifier(channel)
    let (isTaken, victim) = state.withLock { state -> (Bool, (any Channel)?) in
      guard !state.isClosed, limits.connectionsMaximum > 0 else { return (false, nil) }
      var victim: (any Channel)?
      if state.entries.count >= limits.connectionsMaximum,
        let least = state.entries.min(by: { $0.value.activity < $1.value.activity })
      {
        victim = least.value.channel
        state.entries[least.key] = nil
      }
      state.uses += 1
      state.entries[identifier] = Entry(channel: channel, used: state.uses)
      return (true, victim)
    }
    guard isTaken else { throw ChannelError.ioOnClosedChannel }
    victim?.close(promise: nil)
    channel.closeFuture.whenComplete { _ in self.state.withLock { $0.entries[identifier] = nil } }
    let pipeline = channel.pipeline.syncOperations
    let requests = RequestGuard(self, identifier)
    let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
    try pipeline.addHandler(requests, position: .after(decoder))
    try pipeline.addHandler(ByteGuard(limits, requests), position: .first)
    requests.begin(channel)
  }

  /// Takes none from now on, and closes those that are open.
  public func close() async {
    let channels = state.withLock { state in
      state.isClosed = true
      return state.entries.values.map(\.channel)
    }
    for channel in channels { try? await channel.close() }
  }

  /// Notes that a whole request has come, or that it was answered.
  func note(_ identifier: ObjectIdentifier, isBeingAnswered: Bool) {
    state.withLock { state in
      state.uses += 1
      state.entries[identifier]?.used = state.uses
      state.entries[identifier]?.hasAsked = true
      state.entries[identifier]?.isBeingAnswered = isBeingAnswered
    }
  }
}
