import Domain
import Features

/// The bounds that every database keeps, whatever it is made of.
enum RecordRule {
  /// Checks the name of a model or dataset.
  static func check(name: String) throws(StorageError) {
    if name.isEmpty { throw .badKey(key: name, reason: "it is empty") }
    if !name.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) {
      throw .badKey(key: "\(name.debugDescription.prefix(64))", reason: "it has a control character")
    }
    let limit = StorageLimits.nameBytesMax
    guard name.utf8.count <= limit else {
      throw .badKey(key: String(name.prefix(64)), reason: "it has over \(limit) bytes")
    }
  }

  /// Checks the texts of an item.
  static func check(_ item: CatalogItem) throws(StorageError) {
    for text in [item.title, item.subtitle, item.country ?? ""] where text.utf8.contains(0) {
      throw .badText(what: "the title, subtitle or country of \(item.item.identifier)")
    }
  }

  /// Checks figures: not too many, and finite.
  static func check(_ figures: [Figure]) throws(StorageError) {
    let limit = StorageLimits.figuresMax
    guard figures.count <= limit else {
      throw .tooLarge(what: "the number of figures", limit: limit, got: figures.count)
    }
    for figure in figures where !figure.value.isFinite { throw .notFinite(what: "the figure \"\(figure.name)\"") }
  }

  /// Checks an alert's numbers.
  static func check(_ alert: AlertRecord) throws(StorageError) {
    let shares = (alert.before + alert.now).map(\.share)
    guard alert.measured.isFinite, alert.limit.isFinite, shares.allSatisfy(\.isFinite) else {
      throw .notFinite(what: "a number of the alert about \"\(alert.feature)\"")
    }
  }

  /// A message within its bound, cut between characters.
  static func bounded(_ message: String) -> String {
    guard message.utf8.count > StorageLimits.messageBytesMax else { return message }
    var bytes = 0
    return String(
      message.prefix { character in
        bytes += character.utf8.count
        return bytes <= StorageLimits.messageBytesMax
      })
  }

  /// How many records a call may return, of what it asked for.
  static func listed(_ asked: Int) -> Int {
    min(max(1, asked), StorageLimits.recordsListedMax)
  }
}
