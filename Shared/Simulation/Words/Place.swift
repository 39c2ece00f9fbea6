import Features

/// A country of the made world.
struct Place: Sendable {
  /// Its two letters.
  let code: String
  /// How many live there, against the others.
  let weight: Double
  /// How far its clocks are ahead of UTC.
  let offsetHours: Double
  /// What its listeners like more than others do.
  let favourites: [Genre]
  /// Its cities, by the names that coordinates there are turned into.
  let cities: [City]

  /// A city and where it is.
  struct City: Sendable {
    let name: String
    let latitude: Double
    let longitude: Double

    init(_ name: String, _ latitude: Double, _ longitude: Double) {
      self.name = name
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  /// As the attributes keep it.
  var country: Country? { Country(code) }

  /// All countries, largest first.
  static let all: [Place] = [
    Place(
      code: "US", weight: 5, offsetHours: -6, favourites: [.country, .hipHop],
      cities: [
        City("Chicago, Illinois", 41.85, -87.65), City("Austin, Texas", 30.2672, -97.7431),
        City("Portland, Oregon", 45.5234, -122.6762),
      ]
    ),
    Place(
      code: "BR", weight: 3, offsetHours: -3, favourites: [.latin, .soul],
      cities: [
        City("São Paulo", -23.5475, -46.6361), City("Recife, Pernambuco", -8.0539, -34.8811),
        City("Curitiba, Paraná", -25.4278, -49.2731),
      ]),
    Place(
      code: "SE", weight: 3, offsetHours: 1, favourites: [.indiePop, .metal],
      cities: [
        City("Stockholm, Stockholm County", 59.3294, 18.0687),
        City("Gothenburg, Västra Götaland County", 57.7072, 11.9668),
      ]),
    Place(
      code: "GB", weight: 3, offsetHours: 0, favourites: [.rock, .electronic],
      cities: [
        City("London, England", 51.5085, -0.1257), City("Leeds, England", 53.7965, -1.5478),
        City("Cardiff, Wales", 51.48, -3.18),
      ]),
    Place(
      code: "DE", weight: 3, offsetHours: 1, favourites: [.electronic, .classical],
      cities: [City("Berlin", 52.5244, 13.4105), City("Leipzig, Saxony", 51.3396, 12.3713)]),
    Place(
      code: "JP", weight: 2, offsetHours: 9, favourites: [.jazz, .ambient],
      cities: [City("Tokyo", 35.6895, 139.6917), City("Osaka, Ōsaka", 34.6937, 135.5022)]),
  ]
}
