import Glibc

/// A point on the earth, as somebody sent it. Personal: it is turned into a ``MaskedPlace`` and goes no further.
public struct Coordinates: Sendable {
  /// Degrees north of the equator, -90 to 90.
  let latitude: Double
  /// Degrees east of Greenwich, -180 to 180.
  let longitude: Double

  /// A point; nil outside of the ranges, and for what is no number.
  public init?(latitude: Double, longitude: Double) {
    guard latitude.magnitude <= 90, longitude.magnitude <= 180 else { return nil }
    self.latitude = latitude
    self.longitude = longitude
  }

  /// The earth's mean radius.
  static let earthRadiusKilometres = 6371.0088
  /// The length of a degree of latitude.
  static let degreeKilometres = earthRadiusKilometres * .pi / 180

  /// The point on a sphere of radius 1.
  var onUnitSphere: SIMD3<Double> {
    let (north, east) = (latitude * .pi / 180, longitude * .pi / 180)
    return SIMD3(cos(north) * cos(east), cos(north) * sin(east), sin(north))
  }

  /// The great-circle distance between two points of the unit sphere, on a sphere of the earth's mean radius.
  static func kilometres(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Double {
    let difference = one - other
    let chord = (difference * difference).sum().squareRoot()
    return 2 * earthRadiusKilometres * asin(min(1, chord / 2))
  }
}
