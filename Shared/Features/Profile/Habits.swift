/// Decayed counters of how a listener listens, all as of one moment and halving every
/// ``ProfileLimits/habitHalfLifeDays`` days.
struct Habits: Hashable, Sendable {
  /// Listens by kind of what was played or what it was started from, and quarter of the day: kind first.
  var kindsByDayPart = WeightTable(count: ItemKind.allCases.count * DayPart.allCases.count)
  /// Listens by hour of the UTC week.
  var hoursOfWeek = WeightTable(count: 168)
  /// Listens by platform, where it was said.
  var platforms = WeightTable(count: Platform.allCases.count)
  /// Clicks by kind of item.
  var clicksByKind = WeightTable(count: ItemKind.allCases.count)
  /// Listens by genre.
  var genres = GenreWeights()

  /// Listens of that kind in that quarter of the day.
  func listens(of kind: ItemKind, in part: DayPart) -> Float {
    kindsByDayPart[Self.place(of: kind, in: part)]
  }

  /// Listens of that kind at any time.
  func listens(of kind: ItemKind) -> Float {
    DayPart.allCases.reduce(0) { $0 + listens(of: kind, in: $1) }
  }

  /// Listens on that platform.
  func listens(on platform: Platform) -> Float { platforms[Int(platform.rawValue) - 1] }

  /// Clicks on that kind.
  func clicks(on kind: ItemKind) -> Float { clicksByKind[Int(kind.rawValue) - 1] }

  /// Counts a listen of that weight.
  mutating func add(_ listen: Listen, at moment: Moment, weight: Float) {
    hoursOfWeek.add(weight, to: moment.hourOfWeek)
    kindsByDayPart.add(weight, to: Self.place(of: listen.item.kind, in: moment.dayPart))
    if let context = listen.context, context != listen.item {
      kindsByDayPart.add(weight, to: Self.place(of: context.kind, in: moment.dayPart))
    }
    if let platform = listen.platform { platforms.add(weight, to: Int(platform.rawValue) - 1) }
    if let genre = listen.genre { genres.add(weight, to: genre) }
  }

  /// Counts a click of that weight.
  mutating func addClick(on kind: ItemKind, weight: Float) {
    clicksByKind.add(weight, to: Int(kind.rawValue) - 1)
  }

  /// Fades all.
  mutating func fade(by factor: Float) {
    guard factor < 1 else { return }
    kindsByDayPart.fade(by: factor)
    hoursOfWeek.fade(by: factor)
    platforms.fade(by: factor)
    clicksByKind.fade(by: factor)
    genres.fade(by: factor)
  }

  private static func place(of kind: ItemKind, in part: DayPart) -> Int {
    Int(kind.rawValue - 1) * DayPart.allCases.count + Int(part.rawValue)
  }
}
