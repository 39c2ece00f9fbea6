import CHiredis

/// What a Redis server answered to one command.
enum RedisReply: Equatable {
  case status(String)
  case bytes([UInt8])
  case integer(Int64)
  case list([RedisReply])
  case error(String)
  case none

  /// A reply of hiredis, copied. Lists within lists are at most as deep as hiredis reads them, which is 7.
  init(copying reply: UnsafePointer<redisReply>) {
    switch unsafe reply.pointee.type {
    case REDIS_REPLY_STATUS: self = unsafe .status(String(decoding: Self.text(of: reply), as: UTF8.self))
    case REDIS_REPLY_STRING: self = unsafe .bytes(Self.text(of: reply))
    case REDIS_REPLY_INTEGER: self = unsafe .integer(reply.pointee.integer)
    case REDIS_REPLY_ERROR: self = unsafe .error(String(decoding: Self.text(of: reply), as: UTF8.self))
    case REDIS_REPLY_ARRAY:
      self = unsafe .list(
        (0..<reply.pointee.elements).map { index in
          guard let element = unsafe reply.pointee.element[index] else { return .none }
          return unsafe RedisReply(copying: element)
        })
    default: self = .none
    }
  }

  private static func text(of reply: UnsafePointer<redisReply>) -> [UInt8] {
    guard let start = unsafe reply.pointee.str else { return [] }
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: reply.pointee.len))
  }
}
