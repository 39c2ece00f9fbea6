import FoundationEssentials

/// Decodes one line of JSON and says of a failure where it was.
enum JSONLine {
  /// A value from a line. A ``Rejection`` that the value's own decoding throws is passed on.
  static func decode<Value: Decodable>(_ type: Value.Type, from line: [UInt8]) throws(Rejection) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(line))
    } catch let rejection as Rejection {
      throw rejection
    } catch let error as DecodingError {
      throw rejection(from: error)
    } catch {
      throw notAnObject
    }
  }

  private static let notAnObject = Rejection(.malformedLine, "not a JSON object in UTF-8")

  private static func rejection(from error: DecodingError) -> Rejection {
    switch error {
    case .typeMismatch(let expected, let context) where !context.codingPath.isEmpty:
      Rejection(.malformedLine, field: name(of: context.codingPath), "not of type \(expected)")
    case .valueNotFound(_, let context) where !context.codingPath.isEmpty:
      Rejection(.missingField, field: name(of: context.codingPath), "null where a value is needed")
    case .keyNotFound(let key, let context):
      Rejection(.missingField, field: name(of: context.codingPath + [key]), "the line needs \"\(key.stringValue)\"")
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      Rejection(.malformedLine, field: name(of: context.codingPath), context.debugDescription)
    default:
      notAnObject
    }
  }

  private static func name(of path: [any CodingKey]) -> String {
    path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
  }
}

extension KeyedDecodingContainer {
  /// A number that may be absent.
  ///
  /// - Throws: A rejection when it is there and its type has no room for it, such as 1e999 or -1 plays.
  func number<Number: Decodable>(_ type: Number.Type, _ key: Key) throws -> Number? {
    do {
      return try decodeIfPresent(type, forKey: key)
    } catch {
      if case DecodingError.typeMismatch = error { throw error }
      let isReal = type == Double.self || type == Float.self
      throw Rejection(
        isReal ? .nonFiniteNumber : .badCount, field: key.stringValue, "a number that \(type) has no room for")
    }
  }

  /// A number that must be there.
  func requiredNumber<Number: Decodable>(_ type: Number.Type, _ key: Key) throws -> Number {
    guard let number = try number(type, key) else {
      throw Rejection(.missingField, field: key.stringValue, "the line needs \"\(key.stringValue)\"")
    }
    return number
  }
}
