extension ServerContext {
  /// Says, beside a status that is not OK, when the caller may try again (`grpc-retry-pushback-ms`, gRFC A6).
  public func setRetryPushback(_ pause: Duration) {
    let (seconds, attoseconds) = pause.components
    let milliseconds = max(0, seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    record.change { wishes in
      do {
        try wishes.trailing.add("grpc-retry-pushback-ms", "\(milliseconds)")
      } catch {
        preconditionFailure("a name and a number that can be sent: \(error)")
      }
    }
  }
}
