/// What a server says about another attempt, in `grpc-retry-pushback-ms` beside its status (gRFC A6).
enum RetryPushback: Equatable {
  /// Nothing: the policy decides.
  case none
  /// After this long.
  case wait(Duration)
  /// Never; also said by a value that is no number.
  case stop

  init(_ trailers: HeaderList) {
    guard let text = trailers.first("grpc-retry-pushback-ms") else {
      self = .none
      return
    }
    guard let milliseconds = Int64(text), (0...Int64(Int32.max)).contains(milliseconds) else {
      self = .stop
      return
    }
    self = .wait(.milliseconds(milliseconds))
  }
}
