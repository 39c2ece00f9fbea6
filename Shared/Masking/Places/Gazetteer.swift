import CGazetteer
import Features

/// The cities of GeoNames with 15,000 inhabitants or more (and capitals with fewer), for finding the nearest.
///
/// Immutable. Holds about 4 MB; a look-up takes microseconds.
public struct Gazetteer: Sendable {
  /// All cities, in the order of the file.
  public let cities: [City]
  private let grid: CityGrid

  /// The gazetteer that is built into the program.
  public static let geoNames = Gazetteer(cities: builtIn())

  /// A gazetteer of some cities.
  init(cities: [City]) {
    self.cities = cities
    grid = CityGrid(cities)
  }

  /// The nearest city, and how far its centre is; nil when none is within the bound.
  ///
  /// Of two cities equally far, the one with more inhabitants; of those, the first in ``cities``.
  func nearest(to point: Coordinates, kilometresMax: Double) -> (city: City, kilometres: Double)? {
    grid.nearest(to: point, kilometresMax: kilometresMax).map { (cities[$0.index], $0.kilometres) }
  }

  private static func builtIn() -> [City] {
    let bytes = unsafe UnsafeRawBufferPointer(start: gazetteer_cities(), count: gazetteer_cities_size())
    let text = unsafe String(decoding: bytes, as: UTF8.self)
    return text.split(separator: "\n").map { line in
      guard let city = City(line: line) else { preconditionFailure("\(line) is no city: see CGazetteer") }
      return city
    }
  }
}
