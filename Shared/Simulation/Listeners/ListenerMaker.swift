import Domain
import Features

/// Makes up the listeners: the first listens a lot, the second a little, and the last has done nothing yet.
struct ListenerMaker {
  let options: WorldOptions
  let map: TasteMap

  /// The share of listeners who do nothing before the live days, besides the last.
  static let newShare = 0.04
  /// The share who sign up while the history runs.
  static let joiningShare = 0.35

  /// All listeners, in the order of their numbers.
  func make() -> [MadeListener] { (1...options.listeners).compactMap(listener(number:)) }

  private func listener(number: Int) -> MadeListener? {
    guard let identifier = ListenerIdentifier("listener-\(number)") else { return nil }
    var dice = Dice(seed: options.seed, "listener", UInt64(number))
    let place = Place.all[WeightedTable(Place.all.map(\.weight)).draw(&dice) ?? 0]
    let ageBand = dice.pick(AgeBand.allCases)
    let city = dice.pick(place.cities)
    let attributes = attributes(ageBand, place, city, &dice)
    var listener = MadeListener(
      identifier: identifier, number: number, attributes: attributes, place: place, city: city,
      joined: joined(&dice), musicTaste: musicTaste(ageBand, place, &dice), podcastTaste: podcastTaste(ageBand, &dice),
      familiarity: dice.between(0.3, 0.85), podcastAppetite: dice.between(0.05, 0.85),
      sessionsPerDay: sessionsPerDay(&dice), weekendFactor: dice.between(0.5, 1.7),
      habit: DailyHabit(offsetHours: place.offsetHours, &dice), readiness: 0.35 * dice.normal())
    cast(&listener)
    return listener
  }

  /// Gives the three demo roles.
  private func cast(_ listener: inout MadeListener) {
    switch listener.number {
    case 1:
      listener.joined = options.start
      listener.sessionsPerDay = 5
      listener.podcastAppetite = max(0.4, listener.podcastAppetite)
    case 2:
      listener.joined = options.start
      listener.sessionsPerDay = 0.4
    case options.listeners: listener.joined = nil
    default: break
    }
  }

  private func attributes(
    _ ageBand: AgeBand, _ place: Place, _ city: Place.City, _ dice: inout Dice
  ) -> ListenerAttributes {
    let tiers: [Tier] =
      switch ageBand {
      case .under18: [.family, .free]
      case .from18to24: [.student, .student, .free, .premium]
      default: [.premium, .premium, .family, .free]
      }
    let platforms: [Platform] = [.phone, .phone, .phone, .phone, .desktop, .desktop, .web, .speaker, .car, .television]
    return ListenerAttributes(
      ageBand: ageBand, country: place.country, city: city.name, tier: dice.pick(tiers),
      platform: dice.pick(platforms))
  }

  private func joined(_ dice: inout Dice) -> Moment? {
    let fate = dice.uniform()
    let share = dice.uniform()
    if fate < Self.newShare { return nil }
    guard fate < Self.newShare + Self.joiningShare else { return options.start }
    let day = Int64(share * Double(options.days - 1))
    return options.start.adding(seconds: day * 86_400)
  }

  /// One to three genres that suit the listener's age and country, and a direction of their own.
  private func musicTaste(_ ageBand: AgeBand, _ place: Place, _ dice: inout Dice) -> TasteVector {
    let table = WeightedTable(
      Genre.allCases.map { genre in
        let distance = genre.peakAge - Double(ageBand.rawValue)
        return (place.favourites.contains(genre) ? 3 : 1) / (1 + 0.8 * distance * distance)
      })
    var taste = TasteVector.none
    for weight in [1.0, 0.6, 0.3] { taste = taste.adding(map[Genre.allCases[table.draw(&dice) ?? 0]], times: weight) }
    return taste.normalized.blurred(by: 0.3, &dice)
  }

  /// Two topics that suit the listener's age, and a direction of their own.
  private func podcastTaste(_ ageBand: AgeBand, _ dice: inout Dice) -> TasteVector {
    let table = WeightedTable(
      Topic.allCases.map { topic in
        let distance = topic.peakAge - Double(ageBand.rawValue)
        return 1 / (1 + 0.8 * distance * distance)
      })
    var taste = TasteVector.none
    for weight in [1.0, 0.6] { taste = taste.adding(map[Topic.allCases[table.draw(&dice) ?? 0]], times: weight) }
    return taste.normalized.blurred(by: 0.2, &dice)
  }

  /// Long-tailed: half of the listeners below one session a day, a few at four or more.
  private func sessionsPerDay(_ dice: inout Dice) -> Double {
    let share = dice.uniform()
    return 0.25 + 4.5 * share * share * share
  }
}
