/// The messages of one call that have arrived and wait to be taken, one at a time, by one reader.
///
/// Bytes are kept unparsed. While no whole message waits, the peer is given credit for what arrives, so that a message
/// larger than the window can be received; once one waits, credit stops until it is taken. So a peer can make one call
/// hold at most one message and one window.
final class MessageInbox {
  /// What is there to be taken now.
  enum Delivery {
    case message(ArraySlice<UInt8>)
    case end
    case nothing
  }

  typealias Waiter = CheckedContinuation<ArraySlice<UInt8>?, any Error>

  private var deframer: MessageDeframer
  private let credit: (Int) -> Void
  private let holds: (Int) -> Void
  private let counters: TransportCounters?
  private var noteInflated: ((Int?) throws(RPCStatus) -> Void)?
  private var uncreditedBytes = 0
  private var isEnded = false
  private var failure: (any Error)?
  private var waiter: Waiter?

  /// Bytes of the messages taken, as they were sent, without their prefixes.
  private(set) var takenBytes = 0
  /// Messages taken.
  private(set) var messagesTaken = 0

  /// An inbox that calls `credit` with the bytes that the peer may send again, and `holds` with each change of `count`.
  init(
    messageBytesMaximum: Int, counters: TransportCounters? = nil, credit: @escaping (Int) -> Void,
    holds: @escaping (Int) -> Void = { _ in }
  ) {
    deframer = MessageDeframer(messageBytesMaximum: messageBytesMaximum)
    self.counters = counters
    self.credit = credit
    self.holds = holds
  }

  /// Bytes of the messages taken and of those that wait, of which the first one's prefix is not counted.
  var receivedBytes: Int { takenBytes + max(0, count - MessageFrame.prefixCount) }

  /// Bytes held.
  var count: Int { deframer.count }

  /// Adds bytes of the peer.
  ///
  /// - Throws: What is wrong with the message at the front; the call should be ended with it.
  func receive(_ bytes: [UInt8]) throws(RPCStatus) {
    guard !isEnded, failure == nil else { return credit(bytes.count) }
    deframer.append(bytes)
    holds(bytes.count)
    uncreditedBytes += bytes.count
    if waiter != nil, let message = try next() { resume(.success(message)) }
    try giveCredit()
  }

  /// Says that nothing more will come. What waits can still be taken; then comes the end, or `error`.
  func finish(throwing error: (any Error)? = nil) {
    guard !isEnded, failure == nil else { return }
    isEnded = true
    failure = error ?? (hasPartialMessage ? RPCStatus(.internalError, "the stream ended inside a message") : nil)
    guard waiter != nil else { return }
    resume(failure.map { .failure($0) } ?? .success(nil))
  }

  /// Drops what waits and fails whoever reads.
  func fail(_ error: any Error) {
    failure = error
    isEnded = true
    let unread = uncreditedBytes
    uncreditedBytes = 0
    holds(-deframer.count)
    deframer = MessageDeframer(messageBytesMaximum: 0)
    resume(.failure(error))
    credit(unread)
  }

  /// Whether the message at the front has begun to arrive and is not whole.
  var isMidMessage: Bool { !isEnded && hasPartialMessage }

  /// Whether bytes stand behind the first whole message.
  func hasMoreThanOneMessage() throws(RPCStatus) -> Bool { try deframer.hasMoreThanOneMessage() }

  /// What is there now; a message is taken.
  func take() throws -> Delivery {
    if let message = try next() {
      try giveCredit()
      return .message(message)
    }
    if let failure { throw failure }
    return isEnded ? .end : .nothing
  }

  /// Resumes `continuation` with the next message, nil at the end.
  func wait(_ continuation: Waiter) {
    precondition(waiter == nil, "a call's messages are read by one task at a time")
    do {
      switch try take() {
      case .message(let message): continuation.resume(returning: message)
      case .end: continuation.resume(returning: nil)
      case .nothing: waiter = continuation
      }
    } catch {
      continuation.resume(throwing: error)
    }
  }

  /// Says how messages with the compressed flag are compressed. `note` is told of each message taken: of how many bytes it
  /// has become, nil when it came uncompressed; what it throws is thrown to whoever takes the message.
  func decompress(_ encoding: MessageEncoding, _ note: @escaping (Int?) throws(RPCStatus) -> Void) {
    deframer.encoding = encoding
    noteInflated = note
  }

  private func next() throws(RPCStatus) -> ArraySlice<UInt8>? {
    let held = deframer.count
    guard let message = try deframer.next() else { return nil }
    takenBytes += held - deframer.count - MessageFrame.prefixCount
    messagesTaken += 1
    counters?.messagesReceived.add()
    holds(deframer.count - held)
    try noteInflated?(deframer.wasCompressed ? message.count : nil)
    return message
  }

  private var hasPartialMessage: Bool {
    guard deframer.count > 0, let whole = try? deframer.hasMessage() else { return false }
    return !whole
  }

  private func giveCredit() throws(RPCStatus) {
    guard uncreditedBytes > 0, try !deframer.hasMessage() else { return }
    let count = uncreditedBytes
    uncreditedBytes = 0
    credit(count)
  }

  private func resume(_ result: Result<ArraySlice<UInt8>?, any Error>) {
    let waiting = waiter
    waiter = nil
    waiting?.resume(with: result)
  }
}
