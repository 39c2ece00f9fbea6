/// Who is told what a session's peer does, while the session takes bytes or gives them. It may submit whatever it likes
/// then, but neither take nor give more bytes.
protocol HTTP2EventReceiver: AnyObject {
  /// The peer did something.
  func received(_ event: HTTP2Event)
}
