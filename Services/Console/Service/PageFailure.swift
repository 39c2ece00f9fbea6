/// Why there is no page.
enum PageFailure: Error, Equatable {
  /// What was asked for cannot be.
  case refused(String)
  /// A service that was asked gave no answer.
  case unanswered(String)
}
