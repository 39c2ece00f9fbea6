import Features

/// When someone listens, and which kinds of things at which hours (UTC).
struct DailyHabit: Sendable {
  /// The middle of the morning's listening: podcasts suit it.
  let morning: Double
  /// The middle of the working day's: playlists suit it.
  let working: Double
  /// The middle of the evening's: albums and artists suit it.
  let evening: Double
  /// How much of the listening falls to the morning, the working day and the evening; they add up to 1.
  let shares: SIMD3<Double>

  /// Habits drawn around the country's hours.
  init(offsetHours: Double, _ dice: inout Dice) {
    func hour(_ local: Double, _ spread: Double) -> Double {
      let shifted = local + spread * dice.normal() - offsetHours
      return shifted < 0 ? shifted + 24 : (shifted >= 24 ? shifted - 24 : shifted)
    }
    morning = hour(7.5, 0.8)
    working = hour(13, 1)
    evening = hour(20, 1.2)
    let parts = SIMD3(dice.between(0.1, 1), dice.between(0.1, 1), dice.between(0.1, 1))
    shares = parts / (parts[0] + parts[1] + parts[2])
  }

  /// The chance that one of a day's sessions starts in this hour: 24 of them add up to about 1.
  func sessionShare(hour: Int) -> Double {
    // A bump of width w adds up to w over the 24 hours.
    let bumps =
      shares[0] * Curves.bump(hour: hour, peak: morning, width: 2.5) / 2.5
      + shares[1] * Curves.bump(hour: hour, peak: working, width: 4) / 4
      + shares[2] * Curves.bump(hour: hour, peak: evening, width: 3.5) / 3.5
    return 0.9 * bumps + 0.1 / 24
  }

  /// How well a kind suits the hour, from 0 to 1.
  func suits(_ kind: ItemKind, hour: Int) -> Double {
    switch kind {
    case .podcast: Curves.bump(hour: hour, peak: morning, width: 5)
    case .playlist: Curves.bump(hour: hour, peak: working, width: 6)
    case .album, .artist: Curves.bump(hour: hour, peak: evening, width: 6)
    case .track: 0.5
    }
  }
}
