/// A message that can go over the wire. This module knows no encoding; protobuf messages conform elsewhere.
public protocol WireMessage: Sendable {
  /// Reads a message from all of `bytes`, which come from a peer and may be anything.
  ///
  /// - Throws: Anything; the call fails with INVALID_ARGUMENT at a server, INTERNAL at a client, or with the status
  ///   itself when it is an `RPCStatus`.
  init(decoding bytes: Span<UInt8>) throws

  /// Appends the encoded message to `buffer`, which may hold other bytes already.
  func appendEncoded(to buffer: inout [UInt8])
}
