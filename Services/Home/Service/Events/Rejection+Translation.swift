import Intake
import Translation

extension Rejection {
  /// What was wrong with a page that somebody sent, by the field it was wrong in.
  init(_ error: TranslationError) {
    self.init(Self.reason(for: error), field: error.field, Self.message(for: error))
  }

  /// What was wrong, without what stood there: nobody has masked it.
  private static func message(for error: TranslationError) -> String {
    switch error.problem {
    case .unknownName(_, let allowed): "none of \(allowed.joined(separator: ", "))"
    case .invalidItem: "no item: the top 8 bits are a kind from 1 to 5, the other 56 a number"
    case .outOfRange(_, let allowed): "not in \(allowed)"
    default: "\(error)"
    }
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
