import Domain
import Features

/// Picks what a listener opens when no page suggested it: something known, or something they come upon.
struct Choosing {
  let items: MadeCatalog

  /// How much likelier an item is to be come upon a week after it came out.
  private static let newLift = 4.0
  /// How many items are looked at before the best of them is taken.
  private static let looksMax = 48

  /// The item that starts a session now; nil when the catalog has nothing to play.
  func choose(for life: Timeline, _ dice: inout Dice) -> MadeItem? {
    let listener = life.listener
    let hour = life.now.hourOfDay
    let podcastTime = 0.35 + 0.65 * listener.habit.suits(.podcast, hour: hour)
    let podcast = dice.chance(listener.podcastAppetite * podcastTime)
    let kind = podcast ? .podcast : musicKind(listener, hour: hour, &dice)
    if dice.chance(listener.familiarity), let known = known(kind, in: life, &dice) { return known }
    return comeUpon(kind, life, &dice)
  }

  private func musicKind(_ listener: MadeListener, hour: Int, _ dice: inout Dice) -> ItemKind {
    let kinds: [ItemKind] = [.playlist, .album, .artist, .track]
    let table = WeightedTable(kinds.map { 0.15 + listener.habit.suits($0, hour: hour) * ($0 == .track ? 0.5 : 1) })
    return kinds[table.draw(&dice) ?? 0]
  }

  /// Something of the kind that was heard before, the more heard the likelier.
  private func known(_ kind: ItemKind, in life: Timeline, _ dice: inout Dice) -> MadeItem? {
    let heard =
      switch kind {
      case .track: life.profile.tracks
      case .artist: life.profile.artists
      case .album, .playlist, .podcast: life.profile.collections.filter { $0.item.kind == kind }
      }
    let table = WeightedTable(heard.map { 0.1 + Double($0.decayedListens(at: life.now)) })
    return table.draw(&dice).flatMap { items[heard[$0].item] }
  }

  /// Something of the kind by renown, taste and newness: rejection of what fits badly, so that no listener needs a
  /// table of their own.
  private func comeUpon(_ kind: ItemKind, _ life: Timeline, _ dice: inout Dice) -> MadeItem? {
    var best: (item: MadeItem, fit: Double)?
    for _ in 0..<Self.looksMax {
      guard let item = items.comeUpon(kind, &dice) else { return nil }
      guard item.released <= life.now, !item.tracks.isEmpty || kind == .track || kind == .podcast else { continue }
      let fit = life.listener.agreement(with: item)
      if dice.chance(Curves.logistic(7 * (fit - 0.75)) * lift(item, at: life.now) / Self.newLift) { return item }
      if fit > best?.fit ?? -2 { best = (item, fit) }
    }
    return best?.item
  }

  /// How much likelier its newness makes an item to be come upon: word spreads for a week up to ``newLift``, stays for
  /// two more, and is gone after a month.
  private func lift(_ item: MadeItem, at moment: Moment) -> Double {
    let days = Double(moment.milliseconds - item.released.milliseconds) / 86_400_000
    return switch days {
    case ..<7: Self.newLift * (1 + days) / 8
    case ..<21: Self.newLift
    case ..<30: 1 + (Self.newLift - 1) * (30 - days) / 9
    default: 1
    }
  }
}
