/// What a ping of ours asks; its answer carries the same eight bytes.
enum HTTP2Ping: UInt64, Sendable {
  /// Have you sent all you had when you heard that no more is taken?
  case drain = 0x6472_6169_6e00_0001
  /// Are you there?
  case keepalive = 0x616c_6976_6500_0002
}
