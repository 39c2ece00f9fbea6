import Intake
import Translation

extension Rejection {
  /// What was wrong with a page that somebody sent, by the field it was wrong in.
  init(_ error: TranslationError) {
    self.init(Self.reason(for: error), field: error.field, "\(error)")
  }

  private static func reason(for error: TranslationError) -> QuarantineReason {
    switch error.problem {
    case .unknownName, .invalidCountry: .badAttribute
    case .invalidItem: .badItem
    case .notFinite: .nonFiniteNumber
    case .outOfRange where error.field.hasSuffix("propensity"): .badPropensity
    case .outOfRange where error.field.hasSuffix("moment_milliseconds"): .badMoment
    case .outOfRange, .tooMany: .badCount
    case .tooLong: .overlongText
    case .missing: .missingField
    case .invalidListener: .badListener
    case .vector: .badVector
    }
  }
}
