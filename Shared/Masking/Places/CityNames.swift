public import Features

/// Finds the city that somebody means by a name, or by a name and state as in "Portland, Oregon", in a country.
///
/// Names are compared without case, punctuation and accents (``TextForm/key(_:keepsMarks:)``). A text that is no city's name
/// gives nothing, so that what else people write there, such as a street, is never kept.
public struct CityNames: Sendable {
  private struct Key: Hashable {
    let country: Country
    let name: String
  }

  private let cities: [Key: City]

  /// The names of the gazetteer that is built into the program.
  public static let geoNames = CityNames(Gazetteer.geoNames)

  /// The names of a gazetteer's cities, those too small to hide in left out.
  init(_ gazetteer: Gazetteer) {
    var cities: [Key: City] = [:]
    cities.reserveCapacity(2 * gazetteer.cities.count)
    for city in gazetteer.cities where city.inhabitants >= Gazetteer.inhabitantsMin {
      for name in Set([city.name, city.nameWithState]) {
        let key = Key(country: city.country, name: TextForm.key(name, keepsMarks: false))
        if let known = cities[key], known.inhabitants >= city.inhabitants { continue }
        cities[key] = city
      }
    }
    self.cities = cities
  }

  /// The city of that name; of several the one with the most inhabitants. Nil for a text that is none.
  public func place(named name: String, in country: Country) -> MaskedPlace? {
    cities[Key(country: country, name: TextForm.key(name, keepsMarks: false))]
      .map { MaskedPlace(city: $0.nameWithState, country: country) }
  }
}
