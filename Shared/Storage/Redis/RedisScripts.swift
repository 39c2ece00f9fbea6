/// What runs within the Redis server, in its own language.
enum RedisScripts {
  /// Replaces values that are still those that were read, and marks keys that were not; answers 1, or 0 when it changed nothing.
  ///
  /// KEYS: those of the values, then those of the marks. ARGV: the new version, how many seconds a mark lives, how many values
  /// there are, and for each of them the version that was read (empty for none) and the new value. A server without room
  /// fails at the first write, and so at none or all of them.
  static let replace = Array(
    """
    local values = tonumber(ARGV[3])
    for index = 1, values do
      local version = redis.call('GETRANGE', KEYS[index], 0, 7)
      if version == ARGV[1] then return 1 end
      if version ~= ARGV[2 + 2 * index] then return 0 end
    end
    for index = values + 1, #KEYS do
      local mark = redis.call('GET', KEYS[index])
      if mark == ARGV[1] then return 1 end
      if mark then return 0 end
    end
    for index = 1, values do
      redis.call('SET', KEYS[index], ARGV[1] .. ARGV[3 + 2 * index])
    end
    for index = values + 1, #KEYS do
      redis.call('SET', KEYS[index], ARGV[1], 'EX', ARGV[2])
    end
    return 1
    """.utf8)
}

extension OnlineVersion {
  /// The version as it stands before a value in Redis, highest byte first.
  var redisBytes: [UInt8] {
    unsafe withUnsafeBytes(of: number.bigEndian) { unsafe Array($0) }
  }
}

extension OnlineValue {
  /// The value of what Redis keeps; nil when that is too short to have a version.
  init?(redis stored: [UInt8]) {
    guard stored.count >= 8 else { return nil }
    let number = stored.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    self.init(bytes: Array(stored.dropFirst(8)), version: OnlineVersion(number: number))
  }
}
