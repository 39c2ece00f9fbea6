/// What is counted of connections, to one target or of servers, on one event loop: gRPC's channelz in counters.
final class TransportCounters: Sendable {
  /// Connections that were made, by us or by peers.
  let connectionsOpened = LoopCounter()
  /// Connections that could not be made, or were closed at once because there were too many.
  let connectionsFailed = LoopCounter()
  /// Messages handed to the transport, and taken from it.
  let messagesSent = LoopCounter()
  let messagesReceived = LoopCounter()
  /// Bytes written to and read from sockets, before TLS.
  let bytesSent = LoopCounter()
  let bytesReceived = LoopCounter()
  /// Writers that had to wait because the peer did not take what was sent.
  let writerStalls = LoopCounter()
  /// Pings sent to see whether the peer is there.
  let keepalivesSent = LoopCounter()
  /// Servers of a target to which there was no connection and then was one, and the other way round.
  let serversReached = LoopCounter()
  let serversLost = LoopCounter()
  private let statesEntered = InlineArray<5, LoopCounter> { _ in LoopCounter() }
  private let statesLeft = InlineArray<5, LoopCounter> { _ in LoopCounter() }
  /// Requests that were no gRPC and got an HTTP status.
  let foreignRequests = LoopCounter()
  /// `traceparent` or `tracestate` fields that break their grammar.
  let traceContextsIgnored = LoopCounter()
  private let connectionsEnded = InlineArray<9, LoopCounter> { _ in LoopCounter() }

  /// A server of a client is in that state from now on, and in it no more. On its loop only.
  func entered(_ state: ConnectivityState) { statesEntered[state.index].add() }
  func left(_ state: ConnectivityState) { statesLeft[state.index].add() }

  /// How many servers were ever in that state, and how many are no more.
  func entries(of state: ConnectivityState) -> UInt64 { statesEntered[state.index].total }
  func exits(of state: ConnectivityState) -> UInt64 { statesLeft[state.index].total }

  /// A connection that was opened is gone. On its loop only.
  func ended(_ reason: ConnectionEnd) { connectionsEnded[reason.rawValue].add() }

  /// How many connections ended for that reason.
  func connectionsEnded(_ reason: ConnectionEnd) -> UInt64 { connectionsEnded[reason.rawValue].total }
}
