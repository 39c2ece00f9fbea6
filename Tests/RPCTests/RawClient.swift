import NIOCore
import NIOPosix

@testable import RPC

/// A client that sends whatever header lists and bytes a test wants, and keeps what comes back.
// @unchecked Sendable: its state is touched on the connection's loop only.
final class RawClient: HTTP2ConnectionDelegate, @unchecked Sendable {
  let http2: HTTP2Connection
  private let channel: any Channel
  private var events: [HTTP2Event] = []
  private var waiters: [Int32: EventLoopPromise<[HTTP2Event]>] = [:]

  private init(_ http2: HTTP2Connection, _ channel: any Channel) {
    self.http2 = http2
    self.channel = channel
    http2.delegate = self
  }

  static func connect(port: Int) async throws -> RawClient {
    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let http2 = try HTTP2Connection(.client, limits: .standard, loop: channel.eventLoop)
          try channel.pipeline.syncOperations.addHandler(http2)
        }
      }
      .connect(host: "127.0.0.1", port: port)
      .flatMapThrowing { channel in
        RawClient(try channel.pipeline.syncOperations.handler(type: HTTP2Connection.self), channel)
      }.get()
  }

  /// Sends a request; returns its stream's events when it is closed, or those so far when the connection is.
  func exchange(_ headers: HeaderList, body: [UInt8] = [], isEnded: Bool = true) async throws -> [HTTP2Event] {
    try await channel.eventLoop.flatSubmit {
      let promise = self.channel.eventLoop.makePromise(of: [HTTP2Event].self)
      do {
        let stream = try self.http2.session.request(headers)
        self.waiters[stream] = promise
        self.http2.session.write(body, to: stream)
        if isEnded { self.http2.session.finish(stream, .endOfStream) }
        self.http2.scheduleFlush()
      } catch {
        promise.fail(error)
      }
      return promise.futureResult
    }.get()
  }

  func received(_ event: HTTP2Event) {
    events.append(event)
    if case .closed(let stream, _) = event { waiters.removeValue(forKey: stream)?.succeed(events) }
  }

  func closed(_ error: (any Error)?) {
    for waiter in waiters.values { waiter.succeed(events) }
    waiters = [:]
  }

  func close() async throws { try await channel.close() }
}

extension [HTTP2Event] {
  /// The first field of that name in any header list.
  func field(_ name: StaticString) -> String? {
    for case .headers(_, let headers, _, _) in self {
      if let value = headers.first(name) { return value }
    }
    return nil
  }
}
