import Domain
import Features

/// Plays what a listener opened, and does what follows: likes and follows.
struct Listening {
  let items: MadeCatalog

  /// The most tracks of one context in a row.
  static let tracksMax = 8

  /// Opens an item and plays on: an episode or two, one track, or several of an album, a playlist or an artist.
  func open(_ item: MadeItem, _ life: inout Timeline, _ dice: inout Dice) {
    switch item.identifier.kind {
    case .podcast:
      let episodes = dice.chance(0.2) ? 2 : 1
      for _ in 0..<episodes { play(item, context: nil, &life, &dice) }
      if life.listener.agreement(with: item) > 0.3, dice.chance(0.06) { life.act(.follow(item: item.identifier)) }
    case .track:
      play(item, context: nil, &life, &dice)
    case .album, .artist, .playlist:
      for track in choose(from: item, at: life.now, &dice) { play(track, context: item.identifier, &life, &dice) }
      follow(item, &life, &dice)
    }
  }

  private func follow(_ item: MadeItem, _ life: inout Timeline, _ dice: inout Dice) {
    guard item.identifier.kind != .album, life.listener.agreement(with: item) > 0.4, dice.chance(0.03) else { return }
    life.act(.follow(item: item.identifier))
  }

  /// An album's tracks from a drawn place on, a playlist's in any order, an artist's best known ones; none that is not out.
  private func choose(from item: MadeItem, at moment: Moment, _ dice: inout Dice) -> [MadeItem] {
    let count = 1 + dice.below(4) + dice.below(Self.tracksMax - 3)
    let chosen: [ItemIdentifier]
    switch item.identifier.kind {
    case .album: chosen = Array(item.tracks.dropFirst(dice.below(max(1, item.tracks.count / 2))).prefix(count))
    case .artist: chosen = dice.pick(count, of: Array(item.tracks.prefix(3 * count)))
    default: chosen = dice.pick(count, of: item.tracks)
    }
    return chosen.compactMap { items[$0] }.filter { $0.released <= moment }
  }

  private func play(_ item: MadeItem, context: ItemIdentifier?, _ life: inout Timeline, _ dice: inout Dice) {
    let listen = ListeningTruth(listener: life.listener).listen(to: item, context: context, &dice)
    life.act(.listen(listen))
    life.wait(seconds: 1 + dice.below(6))
    let liked = listen.completion == .full && life.listener.agreement(with: item) > 0.4
    if liked, dice.chance(0.02) { life.act(.like(item: item.identifier)) }
  }
}
