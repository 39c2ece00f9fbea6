import Masking

/// Numbers from outside, whether they stand in JSON or in a cell: the same value gives the same result.
enum NumberRule {
  /// A whole number.
  ///
  /// - Throws: A ``QuarantineReason/badCount`` rejection for one that is not whole, or that its type has no room for.
  static func whole<Number: FixedWidthInteger>(
    _ number: WrittenNumber, field: String, _ type: Number.Type = Number.self
  ) throws(Rejection) -> Number {
    guard let whole: Number = number.whole() else {
      throw Rejection(.badCount, field: field, "a whole number from \(Number.min) to \(Number.max) is needed")
    }
    return whole
  }

  /// A number.
  ///
  /// - Throws: A ``QuarantineReason/nonFiniteNumber`` rejection for one outside of what it can be.
  static func real(_ number: WrittenNumber, field: String) throws(Rejection) -> Double {
    guard let real = number.double else { throw noRoom(field) }
    return real
  }

  /// A number of 32 bits.
  ///
  /// - Throws: A ``QuarantineReason/nonFiniteNumber`` rejection for one outside of what it can be.
  static func single(_ number: WrittenNumber, field: String) throws(Rejection) -> Float {
    guard let single = number.single else { throw noRoom(field) }
    return single
  }

  /// The number of a text.
  ///
  /// - Throws: A ``QuarantineReason/badCount`` rejection for a text that is no number.
  static func number(_ text: String, field: String) throws(Rejection) -> WrittenNumber {
    guard let number = WrittenNumber(text) else { throw noNumber(field) }
    return number
  }

  /// Why a text is not taken for a number. Repeats nothing of it.
  static func noNumber(_ field: String) -> Rejection {
    Rejection(.badCount, field: field, "no number: digits are needed, such as 7 or 7.5, without separators and units")
  }

  private static func noRoom(_ field: String) -> Rejection {
    Rejection(.nonFiniteNumber, field: field, "a number larger than any that is taken")
  }
}

/// When an item was released, whether it stands in JSON or in a cell.
enum ReleaseRule {
  /// Seconds since 1970 of a text.
  static func seconds(_ text: String, field: String) throws(Rejection) -> Int64 {
    do {
      return try TimestampText.release(text)
    } catch {
      throw Rejection(.badMoment, field: field, "\(error)")
    }
  }

  /// Seconds since 1970 of a number.
  static func seconds(_ number: WrittenNumber, field: String) throws(Rejection) -> Int64 {
    do {
      return try TimestampText.release(number)
    } catch {
      throw Rejection(.badMoment, field: field, "\(error)")
    }
  }
}
