public import Domain
import Features

/// One served page as a line of the impression log: JSON, the profile and the vectors as base 64 of their bits, and a checksum of
/// all that stands before it.
///
/// The checksum is a plain one, half of a SHA-256. It proves that a line is as it was written: every changed digit is found, also of
/// what no replay can compute anew, such as a propensity. It does not prove who wrote it: whoever may write the log can write
/// another line with a checksum that fits, or one without, as lines of older builds are. A keyed one would not prove more to
/// readers who hold the key, and all that read or write the log would have to: who may write it is for the store's permissions.
public enum PageLogLine {
  /// The page's line, with its line break at the end.
  ///
  /// - Throws: A rejection when the page is not one that ``PageChecker`` takes.
  public static func encode(_ page: ServedPage) throws(Rejection) -> [UInt8] {
    try PageChecker.check(page)
    return PageChecksum.sealed(try unsealed(page))
  }

  /// The page's object, without its checksum.
  private static func unsealed(_ page: ServedPage) throws(Rejection) -> [UInt8] {
    var writer = JSONWriter()
    try writer.object { (writer) throws(Rejection) in
      writer.field("page", page.page)
      writer.field("listener", page.listener.description)
      writer.field("moment", page.moment.milliseconds)
      writer.field("fingerprint", page.fingerprint)
      writer.field("profile", RecordRule.text(of: page.profile))
      try writer.list("shelves", page.shelves, write)
    }
    return writer.bytes
  }

  /// The page of a line, with or without its line break.
  ///
  /// - Throws: A rejection when the line is not one that ``encode(_:)`` could have written, or has another checksum than its own.
  public static func decode(_ line: [UInt8]) throws(Rejection) -> ServedPage {
    let (page, checksum) = try JSONReaders.read(line, as: PageRecord.Key.self) { (object) throws(Rejection) in
      (try PageRecord(object).servedPage(), try object.text(.checksum))
    }
    try PageChecker.check(page)
    guard let checksum, !PageChecksum.isSealed(line, by: checksum) else { return page }
    // Another program may have written the same page with other spaces.
    guard try encode(page) == PageChecksum.sealed(try unsealed(page), by: checksum) else {
      throw Rejection(
        .badChecksum, field: "checksum", "the page is not as it was written: something in its line was changed since")
    }
    return page
  }

  private static func write(_ writer: inout JSONWriter, _ shelf: ServedShelf) throws(Rejection) {
    try writer.object { (writer) throws(Rejection) in
      writer.field("shelf", shelf.shelf)
      writer.field("model", shelf.model.model)
      writer.field("version", shelf.model.version)
      writer.field("policy", shelf.policy)
      if shelf.popularityVersion > 0 { writer.field("popularity", shelf.popularityVersion) }
      if shelf.catalogVersion > 0 { writer.field("catalog", shelf.catalogVersion) }
      try writer.list("cards", shelf.cards, write)
    }
  }

  private static func write(_ writer: inout JSONWriter, _ card: ServedCard) throws(Rejection) {
    try writer.object { (writer) throws(Rejection) in
      writer.field("item", card.candidate.item.description)
      writer.field("source", card.candidate.source.name)
      writer.field("position", card.candidate.sourcePosition)
      try writer.field("source_score", card.candidate.sourceScore)
      if let affinity = card.candidate.factorAffinity { try writer.field("affinity", affinity) }
      try writer.field("score", card.score)
      try writer.field("propensity", card.propensity)
      writer.field("values", card.features.map { RecordRule.text(of: $0.values) })
      writer.field("missing", card.features.map { RecordRule.text(of: $0.missing) })
    }
  }
}
