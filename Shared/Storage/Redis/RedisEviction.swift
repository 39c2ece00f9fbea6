import Logging

/// Whether a Redis server may drop keys when its memory is full (`maxmemory-policy`): then it is no store, for what it drops
/// are profiles and what was seen.
enum RedisEviction {
  /// Refuses a server that may, or warns when the address allows it. A server that does not tell is warned of.
  static func check(_ replies: [RedisReply], of address: RedisAddress) throws(StorageError) {
    let logger = Logger(label: "storage")
    guard case .bytes(let text)? = replies.first, let policy = policy(in: String(decoding: text, as: UTF8.self)) else {
      logger.warning(
        "the server does not tell whether it may drop keys: see that its maxmemory-policy is noeviction",
        metadata: ["address": "\(address)"])
      return
    }
    guard policy != noEviction else { return }
    guard address.allowsEviction else { throw .mayEvict(address: address.description, policy: policy) }
    logger.warning(
      "the server may drop profiles and what was seen, as the address allows",
      metadata: ["address": "\(address)", "policy": "\(policy)"])
  }

  /// What the server is asked: `CONFIG GET` would tell too, but managed servers forbid it.
  static let question = ["INFO", "memory"].map { Array($0.utf8) }

  private static let noEviction = "noeviction"

  /// The line `maxmemory_policy:POLICY`; nil when there is none.
  static func policy(in text: String) -> String? {
    let name = "maxmemory_policy:"
    return text.split(whereSeparator: \.isNewline).first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
  }
}
