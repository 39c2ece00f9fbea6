/// A point in the world's space of tastes: what the services never see and try to learn.
struct TasteVector: Hashable, Sendable {
  /// How many coordinates.
  static let dimensions = 8

  private(set) var coordinates: SIMD8<Double>

  /// The origin: no taste at all.
  static let none = TasteVector(coordinates: .zero)

  /// A random direction, of length 1.
  static func random(_ dice: inout Dice) -> TasteVector {
    var coordinates = SIMD8<Double>.zero
    for index in 0..<dimensions { coordinates[index] = dice.normal() }
    return TasteVector(coordinates: coordinates).normalized
  }

  /// The same direction at length 1; the origin stays.
  var normalized: TasteVector {
    let length = agreement(with: self).squareRoot()
    return length > 0 ? TasteVector(coordinates: coordinates / length) : self
  }

  /// The cosine of the two, when both have length 1. Adds in index order, so that the bits are the same everywhere.
  func agreement(with other: TasteVector) -> Double {
    var sum = 0.0
    for index in 0..<Self.dimensions { sum += coordinates[index] * other.coordinates[index] }
    return sum
  }

  /// This, and so much of another.
  func adding(_ other: TasteVector, times weight: Double) -> TasteVector {
    TasteVector(coordinates: coordinates + other.coordinates * weight)
  }

  /// This direction with so much random noise, of length 1.
  func blurred(by noise: Double, _ dice: inout Dice) -> TasteVector {
    adding(.random(&dice), times: noise).normalized
  }
}
