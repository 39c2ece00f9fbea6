public import Features
import Masking

extension MomentDraft {
  /// The moment that is meant, not yet compared with any clock.
  ///
  /// - Throws: A ``QuarantineReason/badMoment`` rejection for a text that is no moment, or that can be read as several.
  public func resolved() throws(Rejection) -> Moment {
    switch self {
    case .milliseconds(let milliseconds): return Moment(milliseconds: milliseconds)
    case .text(let text):
      do {
        return try TimestampText.moment(text)
      } catch {
        throw Rejection(.badMoment, field: "moment", "\(error)")
      }
    }
  }
}
