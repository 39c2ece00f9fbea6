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
  /// Its cities.
  let cities: [String]

  /// As the attributes keep it.
  var country: Country? { Country(code) }

  /// All countries, largest first.
  static let all: [Place] = [
    Place(
      code: "US", weight: 5, offsetHours: -6, favourites: [.country, .hipHop],
      cities: ["Chicago", "Austin", "Portland"]
    ),
    Place(
      code: "BR", weight: 3, offsetHours: -3, favourites: [.latin, .soul], cities: ["São Paulo", "Recife", "Curitiba"]),
    Place(code: "SE", weight: 3, offsetHours: 1, favourites: [.indiePop, .metal], cities: ["Stockholm", "Göteborg"]),
    Place(
      code: "GB", weight: 3, offsetHours: 0, favourites: [.rock, .electronic], cities: ["London", "Leeds", "Cardiff"]),
    Place(
      code: "DE", weight: 3, offsetHours: 1, favourites: [.electronic, .classical], cities: ["Berlin", "Leipzig"]),
    Place(code: "JP", weight: 2, offsetHours: 9, favourites: [.jazz, .ambient], cities: ["Tokyo", "Osaka"]),
  ]
}
