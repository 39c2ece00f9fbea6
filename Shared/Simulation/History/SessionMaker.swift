import Domain
import Features

/// Lives one day of one listener: the sessions, how each begins, and what is played.
struct SessionMaker {
  let items: MadeCatalog
  let pages: PageMaker

  /// Signs up somewhere in the first hours of the day.
  func signUp(_ life: inout Timeline, _ dice: inout Dice) {
    if let joined = life.listener.joined { life.wait(until: joined.adding(seconds: Int64(dice.below(4 * 3_600)))) }
    life.act(.account(life.listener.attributes))
  }

  /// Lives the sessions of the day that begins at a moment. Returns the pages that were shown.
  func makeDay(from midnight: Moment, _ life: inout Timeline, _ dice: inout Dice) -> [ServedPage] {
    var shown: [ServedPage] = []
    let sessions = life.listener.sessionsPerDay * (midnight.dayOfWeek >= 5 ? life.listener.weekendFactor : 1)
    for hour in 0..<24 {
      let start = midnight.adding(seconds: Int64(hour * 3_600 + dice.below(3_600)))
      guard dice.chance(sessions * life.listener.habit.sessionShare(hour: hour)), start > life.now else { continue }
      life.wait(until: start)
      if let page = makeSession(&life, &dice) { shown.append(page) }
    }
    if dice.chance(0.002) { changeTier(&life) }
    return shown
  }

  /// A session: from a page when one is shown and something on it is clicked, by the listener's own choice otherwise.
  private func makeSession(_ life: inout Timeline, _ dice: inout Dice) -> ServedPage? {
    let page = dice.chance(HistoryMaker.pageShare) ? pages.page(for: life, &dice) : nil
    if let page {
      let clicks = Browsing(items: items).browse(ShownPage(page), &life, &dice)
      if clicks > 0 { return page }
    }
    if let item = Choosing(items: items).choose(for: life, &dice) {
      Listening(items: items).open(item, &life, &dice)
    }
    return page
  }

  /// Pays, or stops paying.
  private func changeTier(_ life: inout Timeline) {
    let tier: Tier = life.profile.attributes.tier == .free ? .premium : .free
    life.act(.account(ListenerAttributes(tier: tier)))
  }
}
