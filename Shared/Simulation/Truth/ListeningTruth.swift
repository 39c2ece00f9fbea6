import Domain
import Features

/// How people listen to what they started: through, in part or hardly, by taste.
struct ListeningTruth {
  let listener: MadeListener

  /// One play of a track or of a podcast's episode.
  ///
  /// Seconds are whole quarters, so that they survive any text form bit by bit.
  func listen(to item: MadeItem, context: ItemIdentifier?, _ dice: inout Dice) -> Listen {
    let typical = Double(item.catalog.item.lengthSeconds ?? 200)
    let total = item.identifier.kind == .podcast ? (typical * dice.between(0.7, 1.3)).rounded() : typical
    let fit = listener.agreement(with: item)
    let share: Double
    if dice.chance(Curves.logistic(-1.3 - 1.9 * fit - 0.3 * item.quality)) {
      share = dice.uniform() * min(30 / total, 0.25) * 0.95
    } else if dice.chance(Curves.logistic(0.7 + 1.5 * fit - (item.identifier.kind == .podcast ? 0.9 : 0))) {
      share = dice.between(0.93, 1)
    } else {
      share = dice.between(0.3, 0.85)
    }
    let played = ((share * total) * 4).rounded(.down) / 4
    return Listen(
      item: item.identifier, artist: item.catalog.item.artist, context: context, genre: item.catalog.item.genre,
      playedSeconds: Float(played), totalSeconds: Float(total), platform: listener.attributes.platform)
  }
}
