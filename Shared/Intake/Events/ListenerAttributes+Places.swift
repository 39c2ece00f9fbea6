public import Features
import Masking

extension ListenerAttributes {
  /// The same with the city as the gazetteer names it, and without one that it does not know in the country: what else people
  /// write there, such as a street, is never kept.
  public var withKnownCity: ListenerAttributes {
    var known = self
    known.city = city.flatMap { city in country.flatMap { CityNames.geoNames.place(named: city, in: $0)?.city } }
    return known
  }
}
