import Domain
import Features
import Masking

/// What another system would have of a made person: everything that is never to reach ours.
struct MadeAccount: Sendable {
  /// First and last name.
  let name: String
  /// An address of a domain that can never exist.
  let email: String
  /// In the person's age band for over a year before and after the world's time.
  let dateOfBirth: CivilDate
  /// Within some hundred metres of the middle of the person's city.
  let latitude: Double
  /// Likewise.
  let longitude: Double

  /// The account of a person, the same for the same seed. Draws from dice of its own, so that nothing else of the world
  /// depends on it.
  init(of person: MadeListener, options: WorldOptions) {
    var dice = Dice(seed: options.seed, "account", UInt64(person.number))
    let (first, last) = (dice.pick(Self.firstNames), dice.pick(Self.lastNames))
    name = "\(first) \(last)"
    email = "\(first).\(last).\(person.number)@accounts.example".lowercased()
    let years = Self.years(person.attributes.ageBand ?? .from25to34)
    let age = years.lowerBound + dice.below(years.count)
    dateOfBirth = CivilDate(days: options.start.day - Int64(age * 365 + age / 4) - Int64(100 + dice.below(100)))
    latitude = person.city.latitude + dice.between(-0.004, 0.004)
    longitude = person.city.longitude + dice.between(-0.004, 0.004)
  }

  /// Ages that stay in their band for a while.
  private static func years(_ band: AgeBand) -> ClosedRange<Int> {
    switch band {
    case .under18: 13...15
    case .from18to24: 19...22
    case .from25to34: 26...32
    case .from35to44: 36...42
    case .from45to54: 46...52
    case .from55: 56...85
    }
  }

  /// Names that no word of the catalog has, so that one that is found anywhere is known to be a person's.
  private static let firstNames = [
    "Aurelisa", "Brunhart", "Cosimira", "Dietmund", "Evandra", "Filberto", "Gesinda", "Hjalmine", "Isoldric", "Jorunna",
    "Kasparine", "Leontara", "Melchora", "Nikandra", "Osvaldine", "Petronio",
  ]
  private static let lastNames = [
    "Abelgrund", "Birkenholz", "Corvantes", "Dragomire", "Eichwalder", "Fontanelle", "Grimaldine", "Hasselquist",
    "Ilvonen", "Jankowitz", "Kirschenbaum", "Lundqvarn", "Montefalco", "Norrbacken", "Ostrandero", "Pellegrune",
  ]
}
