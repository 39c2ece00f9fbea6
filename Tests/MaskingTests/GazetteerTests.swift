import Domain
import Features
import Policies
import Support
import Testing

@testable import Masking

@Suite("The gazetteer")
struct GazetteerTests {
  private let gazetteer = Gazetteer.geoNames

  @Test(
    "Points in and around cities are those cities, farther out the country, and at sea nothing",
    arguments: [
      (41.8827, -87.6233, "Chicago, Illinois", "US"), (45.52, -122.67, "Portland, Oregon", "US"),
      (43.66, -70.26, "Portland, State of Maine", "US"), (52.52, 13.41, "Berlin", "DE"),
      (59.33, 18.07, "Stockholm, Stockholm County", "SE"), (-23.55, -46.64, "São Paulo", "BR"),
      (67.5, 27.0, nil, "FI"), (24.0, 10.0, nil, "LY"), (0, 0, nil, nil), (90, 0, nil, nil), (-90, 180, nil, nil),
      (30, -45, nil, nil), (-17.8, 179.99, nil, "FJ"), (-18.1, -180, nil, "FJ"),
    ] as [(Double, Double, String?, String?)])
  func points(latitude: Double, longitude: Double, city: String?, country: String?) throws {
    let point = try #require(Coordinates(latitude: latitude, longitude: longitude))
    let place = gazetteer.place(at: point)
    #expect(place?.city == city)
    #expect(place?.country == country.flatMap { Country($0) })
  }

  @Test("Every city's country is one that may come in")
  func countries() {
    #expect(gazetteer.cities.allSatisfy { CountryCode.country($0.country.description) == $0.country })
  }

  @Test("The nearest city is the one that a look at every city finds")
  func exhaustive() throws {
    var generator = SeededGenerator.printed()
    let positions = gazetteer.cities.compactMap { city in
      Coordinates(latitude: city.latitude, longitude: city.longitude)?.onUnitSphere
    }
    for _ in 0..<30 {
      let point = try #require(
        Coordinates(
          latitude: Double.random(in: -90...90, using: &generator),
          longitude: Double.random(in: -180...180, using: &generator)))
      let position = point.onUnitSphere
      let nearest = try #require(positions.map { Coordinates.kilometres(position, $0) }.min())
      let found = gazetteer.nearest(to: point, kilometresMax: 250)
      #expect(found.map(\.kilometres) == (nearest <= 250 ? nearest : nil))
    }
  }

  @Test("Distances are those of the great circle")
  func distances() throws {
    let berlin = try #require(Coordinates(latitude: 52.5244, longitude: 13.4105))
    let leipzig = try #require(Coordinates(latitude: 51.3396, longitude: 12.3713))
    #expect(abs(Coordinates.kilometres(berlin.onUnitSphere, leipzig.onUnitSphere) - 149.7) < 0.5)
    #expect(Coordinates(latitude: 91, longitude: 0) == nil)
    #expect(Coordinates(latitude: .nan, longitude: 0) == nil)
    #expect(Coordinates(latitude: 0, longitude: .infinity) == nil)
  }

  @Test("A city is found by its name in any writing, and nothing else is")
  func names() throws {
    let names = CityNames.geoNames
    let brazil = try #require(Country("BR"))
    #expect(names.place(named: "  SAO   paulo ", in: brazil)?.city == "São Paulo")
    let states = try #require(Country("US"))
    #expect(names.place(named: "portland", in: states)?.city == "Portland, Oregon")
    #expect(names.place(named: "Portland; State of Maine", in: states)?.city == "Portland, State of Maine")
    #expect(names.place(named: "12 Main Street, Portland", in: states) == nil)
    #expect(names.place(named: "Berlin, Berlin", in: brazil) == nil)
  }

  @Test("A city that was found is found again by the name that it was given")
  func again() {
    let names = CityNames.geoNames
    for city in Gazetteer.geoNames.cities where city.inhabitants >= Gazetteer.inhabitantsMin {
      for text in [city.name, city.nameWithState] {
        let place = names.place(named: text, in: city.country)
        #expect(place == place?.city.flatMap { names.place(named: $0, in: city.country) }, "\(text)")
      }
    }
  }

  @Test("Every city has a name that a profile has room for")
  func lengths() {
    #expect(gazetteer.cities.count > 24_000)
    #expect(gazetteer.cities.allSatisfy { !$0.name.isEmpty })
    #expect(gazetteer.cities.allSatisfy { $0.nameWithState.utf8.count <= ListenerAttributes.cityBytesMax })
  }
}
