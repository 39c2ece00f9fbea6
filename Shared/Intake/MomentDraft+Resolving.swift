public import Features

extension MomentDraft {
  /// The moment that is meant, not yet compared with any clock.
  ///
  /// - Throws: A ``QuarantineReason/badMoment`` rejection for a text that is no moment.
  public func resolved() throws(Rejection) -> Moment {
    switch self {
    case .milliseconds(let milliseconds): return Moment(milliseconds: milliseconds)
    case .text(let text):
      guard let moment = MomentText.moment(text) else {
        throw Rejection(
          .badMoment, field: "moment",
          "\(Rejection.excerpt(text)) is not milliseconds or a text such as \"2024-05-01T12:00:00Z\"")
      }
      return moment
    }
  }
}
