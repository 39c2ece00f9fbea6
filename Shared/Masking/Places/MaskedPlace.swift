public import Features

/// Where a listener is, coarsely: never a coordinate.
public struct MaskedPlace: Hashable, Sendable {
  /// City and state, such as "Portland, Oregon"; nil when only the country is known.
  public let city: String?
  /// The country.
  public let country: Country

  /// A place.
  public init(city: String?, country: Country) {
    self.city = city
    self.country = country
  }
}

extension Gazetteer {
  /// Within how far of a city's centre a point counts as that city.
  public static let cityKilometresMax: Double = 50
  /// Within how far of a city's centre a point counts as its country.
  public static let countryKilometresMax: Double = 250
  /// Cities with fewer inhabitants are too small to hide in: a point there is kept as its country.
  public static let inhabitantsMin = 15_000

  /// Where a point lies: the nearest city, its state and its country, if its centre is at most ``cityKilometresMax`` away;
  /// the nearest city's country up to ``countryKilometresMax``; nil farther out, as at sea.
  ///
  /// Imprecise on purpose and by nature: the nearest centre decides, whatever the borders, so that a suburb may count as the
  /// neighbouring city, and a place by a border as the other country. Of two cities equally far, the larger one counts.
  public func place(at point: Coordinates) -> MaskedPlace? {
    guard let (city, kilometres) = nearest(to: point, kilometresMax: Self.countryKilometresMax) else { return nil }
    let isCity = kilometres <= Self.cityKilometresMax && city.inhabitants >= Self.inhabitantsMin
    return MaskedPlace(city: isCity ? city.nameWithState : nil, country: city.country)
  }
}
