public import Features

/// What a peer sent that the domain has no place for, and where in the message it stands.
///
/// Services answer it with INVALID_ARGUMENT. Carries no personal data: values are shown only of fields that name things, and
/// of those at most ``valueCharactersMaximum`` characters.
public struct TranslationError: Error, Hashable, CustomStringConvertible {
  /// The most characters of a wrong value that are shown.
  public static let valueCharactersMaximum = 64

  /// The field, such as "shelves[2].cards[0].propensity".
  public private(set) var field: String
  /// What is wrong with it.
  public let problem: Problem

  /// What can be wrong with a field.
  public enum Problem: Hashable, Sendable {
    /// A name that is none of those known.
    case unknownName(String, allowed: [String])
    /// No item's packed identifier.
    case invalidItem(UInt64)
    /// NaN or infinite.
    case notFinite
    /// A number outside what the contract allows.
    case outOfRange(String, allowed: String)
    /// Text of too many bytes.
    case tooLong(bytes: Int, limit: Int)
    /// A list of too many elements.
    case tooMany(count: Int, limit: Int)
    /// Nothing, where something is needed.
    case missing
    /// No pseudonym of a listener.
    case invalidListener
    /// No country's two capital letters.
    case invalidCountry
    /// Values that are no feature vector.
    case vector(FeatureVectorError)
  }

  init(_ field: String, _ problem: Problem) {
    self.field = field
    self.problem = problem
  }

  /// What was wrong, where, and what is allowed.
  public var description: String { "\(field): \(explanation)" }

  private var explanation: String {
    switch problem {
    case .unknownName(let name, let allowed):
      "\"\(Self.shown(name))\" is not one of \(allowed.joined(separator: ", "))"
    case .invalidItem(let raw): "\(raw) is no item: the top 8 bits are a kind from 1 to 5, the other 56 a number"
    case .notFinite: "not a finite number"
    case .outOfRange(let value, let allowed): "\(value) is not in \(allowed)"
    case .tooLong(let bytes, let limit): "\(bytes) bytes; at most \(limit) are allowed"
    case .tooMany(let count, let limit): "\(count) elements; at most \(limit) are allowed"
    case .missing: "missing; it must be set"
    case .invalidListener: "not a listener's pseudonym of 1 to 128 bytes without control characters"
    case .invalidCountry: "not a country's two letters in ISO 3166-1, such as \"SE\""
    case .vector(let error): "\(error)"
    }
  }

  /// The beginning of a wrong value, with "?" for control characters.
  private static func shown(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.prefix(valueCharactersMaximum).map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: "?"
          default: scalar
          }
        }))
  }

  /// The same within a field of an outer message.
  func within(_ outer: String) -> TranslationError {
    var error = self
    error.field = "\(outer).\(field)"
    return error
  }
}
