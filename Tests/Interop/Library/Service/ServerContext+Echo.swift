import RPC

/// The metadata that the description has a server give back.
enum EchoedMetadata {
  /// Comes back before the first reply.
  static let initial = "x-grpc-test-echo-initial"
  /// Comes back with the status.
  static let trailing = "x-grpc-test-echo-trailing-bin"
}

extension ServerContext {
  /// Gives back what the caller sent under the two names.
  func echoMetadata() throws(RPCStatus) {
    let sent = metadata
    if let text = sent.text(EchoedMetadata.initial) {
      var initial = Metadata()
      try initial.add(EchoedMetadata.initial, text)
      setInitialMetadata(initial)
    }
    if let bytes = sent.binary(EchoedMetadata.trailing) {
      var trailing = Metadata()
      try trailing.add(EchoedMetadata.trailing, bytes)
      setTrailingMetadata(trailing)
    }
  }
}
