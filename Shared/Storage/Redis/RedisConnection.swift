import CHiredis
import Glibc

/// One connection to a Redis server. Frees hiredis's handle.
// @unchecked Sendable: a pool lends it to one body at a time.
@safe final class RedisConnection: @unchecked Sendable {
  private let context: UnsafeMutablePointer<redisContext>

  /// Connects, authenticates and chooses the database.
  ///
  /// - Throws: ``ConnectionLost``; ``StorageError/notPermitted(path:reason:)`` when the server refuses us.
  init(to address: RedisAddress) throws {
    // hiredis writes with write(2): a server that went away must be an error, not the end of the process.
    _ = signal(SIGPIPE, SIG_IGN)
    let limit = timeval(tv_sec: StorageLimits.connectSeconds, tv_usec: 0)
    guard let context = unsafe redisConnectWithTimeout(address.host, address.port, limit) else {
      throw ConnectionLost(reason: "out of memory", mayRepeat: true)
    }
    unsafe self.context = unsafe context
    guard unsafe context.pointee.err == 0 else { throw lost(mayRepeat: true) }
    _ = unsafe redisEnableKeepAlive(context)
    // From here on we wait ourselves: hiredis bounds each read and write by itself, and no answer as a whole.
    unsafe context.pointee.flags &= ~REDIS_BLOCK
    guard unsafe fcntl(context.pointee.fd, F_SETFL, O_NONBLOCK) == 0 else {
      throw ConnectionLost(reason: "the socket cannot be used", mayRepeat: true)
    }
    var greeting: [[String]] = []
    if let password = address.password { greeting.append(["AUTH"] + [address.user, password].compactMap(\.self)) }
    if address.database != 0 { greeting.append(["SELECT", String(address.database)]) }
    for case .error(let reason) in try send(greeting.map { $0.map { Array($0.utf8) } }, mayRepeat: true) {
      throw StorageError.notPermitted(path: address.description, reason: reason)
    }
  }

  deinit { unsafe redisFree(context) }

  /// Sends commands together and returns their replies, one each, in order. Each command is a list of its words.
  ///
  /// - Throws: ``ConnectionLost`` that says what the caller says of repeating.
  func send(_ commands: [[[UInt8]]], mayRepeat: Bool) throws(ConnectionLost) -> [RedisReply] {
    for command in commands where !append(command) { throw lost(mayRepeat: true) }
    var deadline = AnswerDeadline(
      silenceSeconds: StorageLimits.onlineSilenceSeconds, totalSeconds: StorageLimits.onlineAnswerSeconds)
    try flush(until: &deadline, mayRepeat: mayRepeat)
    var replies: [RedisReply] = []
    replies.reserveCapacity(commands.count)
    while replies.count < commands.count {
      var reply: UnsafeMutableRawPointer?
      guard unsafe redisGetReplyFromReader(context, &reply) == REDIS_OK else { throw lost(mayRepeat: mayRepeat) }
      if let reply = unsafe reply {
        unsafe replies.append(RedisReply(copying: reply.assumingMemoryBound(to: redisReply.self)))
        unsafe freeReplyObject(reply)
      } else {
        try wait(for: POLLIN, until: &deadline, mayRepeat: mayRepeat)
        guard unsafe redisBufferRead(context) == REDIS_OK else { throw lost(mayRepeat: mayRepeat) }
      }
    }
    return replies
  }

  private func flush(until deadline: inout AnswerDeadline, mayRepeat: Bool) throws(ConnectionLost) {
    var isDone: Int32 = 0
    while true {
      guard unsafe redisBufferWrite(context, &isDone) == REDIS_OK else { throw lost(mayRepeat: mayRepeat) }
      if isDone == 1 { return }
      try wait(for: POLLOUT, until: &deadline, mayRepeat: mayRepeat)
    }
  }

  private func wait(
    for events: Int32, until deadline: inout AnswerDeadline, mayRepeat: Bool
  ) throws(ConnectionLost) {
    guard case .late(let reason) = unsafe deadline.wait(for: events, on: context.pointee.fd) else { return }
    throw ConnectionLost(reason: reason, mayRepeat: mayRepeat)
  }

  /// Puts a command into the outgoing buffer.
  private func append(_ words: [[UInt8]]) -> Bool {
    let lengths = words.map(\.count)
    return unsafe withBytes(words.map(Optional.some)) { values in
      // hiredis copies the words, and does not change the pointers that it asks for as if it would.
      let words = unsafe UnsafeMutablePointer(mutating: values)
      return unsafe redisAppendCommandArgv(context, Int32(lengths.count), words, lengths) == REDIS_OK
    }
  }

  private func lost(mayRepeat: Bool) -> ConnectionLost {
    let reason = unsafe withUnsafeBytes(of: &context.pointee.errstr) { text in
      unsafe String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    }
    return ConnectionLost(reason: reason, mayRepeat: mayRepeat)
  }
}
