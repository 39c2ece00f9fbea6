import Domain
import Features

extension EventChecker {
  /// The catalog's item of a draft.
  func knownItem(of draft: EventDraft, kind: String) throws(Rejection) -> ItemIdentifier {
    try catalogItem(of: draft, kind: kind).identifier
  }

  /// What was followed: not a track or an album, which have nothing new to follow.
  func followed(_ draft: EventDraft) throws(Rejection) -> ItemIdentifier {
    let item = try knownItem(of: draft, kind: "follow")
    guard [.artist, .playlist, .podcast].contains(item.kind) else {
      throw Rejection(.badItem, field: "item", "only an artist, a playlist or a podcast can be followed, not \(item)")
    }
    return item
  }

  /// Another system's count.
  func counted(_ draft: EventDraft) throws(Rejection) -> Event.Action {
    let item = try knownItem(of: draft, kind: "counted")
    guard let plays = draft.plays else { throw .missing("plays", of: "counted") }
    guard plays > 0, let count = UInt32(exactly: plays) else {
      throw Rejection(.badCount, field: "plays", "a whole number from 1 to \(UInt32.max) is needed")
    }
    return .counted(item: item, plays: count)
  }

  /// A play, with what the catalog knows of the item. Without a length of its own it has the catalog's.
  func listen(from draft: EventDraft) throws(Rejection) -> Listen {
    let known = try catalogItem(of: draft, kind: "listen")
    guard known.identifier.kind == .track || known.identifier.kind == .podcast else {
      throw Rejection(.badItem, field: "item", "only a track or a podcast can be played, not \(known.identifier)")
    }
    guard let played = draft.playedSeconds else { throw .missing("played_seconds", of: "listen") }
    guard let total = draft.totalSeconds ?? known.lengthSeconds.map(Double.init) else {
      throw .missing("total_seconds", of: "listen")
    }
    let listen = Listen(
      item: known.identifier, artist: known.artist, context: try context(of: draft), genre: known.genre,
      playedSeconds: try DurationRule.played(played), totalSeconds: try DurationRule.total(total),
      platform: try AttributeRule.platform(draft.platform))
    try DurationUnitRule.check(listen, of: known)
    return listen
  }

  /// What a listen was started from. It need not stand in the catalog: a listener's own playlist does not.
  private func context(of draft: EventDraft) throws(Rejection) -> ItemIdentifier? {
    guard let text = TextRule.present(draft.context) else { return nil }
    guard let context = ItemIdentifier(text), context.kind != .track else {
      throw Rejection(
        .badItem, field: "context",
        "\(TextShape.of(text)), which are not an album, playlist, artist or podcast such as \"playlist:9\"")
    }
    return context
  }

  private func catalogItem(of draft: EventDraft, kind: String) throws(Rejection) -> Item {
    guard let text = TextRule.present(draft.item) else { throw .missing("item", of: kind) }
    guard let identifier = ItemIdentifier(text) else {
      throw Rejection(.badItem, field: "item", "\(TextShape.of(text)), which are not an item such as \"artist:51\"")
    }
    guard let item = catalog.item(identifier) else {
      throw Rejection(
        .unknownItem, field: "item", "version \(catalog.version) of the catalog has no \(identifier): import it first")
    }
    return item
  }
}
