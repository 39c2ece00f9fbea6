public import Domain
public import Features

/// Checks a page before it is logged: the log keeps no page that training could not use.
public enum PageChecker {
  /// Checks a page that another system showed: that it is not from the future, has no name of home's own form, and no chance so small
  /// that a single click on it would outweigh all others.
  ///
  /// - Throws: The first thing that was wrong with it.
  public static func check(
    _ page: ServedPage, received: Moment, aheadSecondsMax: Int64 = IntakeLimits.aheadSecondsMaxDefault
  ) throws(Rejection) {
    _ = try MomentRule.check(
      page.moment, received: received, aheadSecondsMax: min(max(0, aheadSecondsMax), 1_000_000_000))
    try check(page)
    guard !HomePageName.isReserved(page.page) else {
      throw Rejection(
        .badIdentifier, field: "page",
        "identifiers of this form are home's own: send the page under one of your own system's")
    }
    for card in page.shelves.flatMap(\.cards) where card.propensity < IntakeLimits.impressionPropensityMin {
      throw Rejection(
        .badPropensity, field: "propensity",
        "below \(IntakeLimits.impressionPropensityMin): a click weighs as much as one over its propensity"
      )
    }
    try checkTerm(page.fingerprint, "fingerprint")
    try checkProfile(page.profile)
    for shelf in page.shelves {
      try TextRule.checkName(shelf.shelf, field: "shelf")
      try checkTerm(shelf.model.model, "model")
      try checkTerm(shelf.policy, "policy")
    }
  }

  /// Checks a page as it is.
  ///
  /// - Throws: The first thing that was wrong with it.
  public static func check(_ page: ServedPage) throws(Rejection) {
    try checkIdentifier(page.page, "page")
    try MomentRule.check(page.moment)
    guard page.profile.count <= IntakeLimits.profileBytesMax else {
      throw Rejection(
        .badVector, field: "profile", "\(page.profile.count) bytes, at most \(IntakeLimits.profileBytesMax)")
    }
    try checkText(page.fingerprint, "fingerprint")
    try checkCount(page.shelves.count, "shelves", IntakeLimits.shelvesMax)
    for shelf in page.shelves { try check(shelf) }
  }

  /// Checks that a term has no "@" and no space: no address and no sentence passes for one.
  private static func checkTerm(_ text: String, _ field: String) throws(Rejection) {
    let signs = Array("-_.:()=,+/".utf8)
    let isTerm = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (97...122).contains(byte | 32) || signs.contains(byte)
    }
    guard isTerm else {
      throw Rejection(.badIdentifier, field: field, "ASCII letters, digits and -_.:()=,+/ are needed")
    }
  }

  /// Checks that a profile is one, and has no text in the place of a city.
  private static func checkProfile(_ bytes: [UInt8]) throws(Rejection) {
    guard let profile = try? Profile(decoding: bytes.span) else {
      throw Rejection(.badVector, field: "profile", "not a profile")
    }
    let attributes = profile.attributes
    guard attributes.city == nil || attributes.withKnownCity.city != nil else {
      throw Rejection(.badAttribute, field: "profile", "its city is none that GeoNames knows in its country")
    }
  }

  private static func check(_ shelf: ServedShelf) throws(Rejection) {
    try checkIdentifier(shelf.shelf, "shelf")
    try checkText(shelf.model.model, "model")
    try checkText(shelf.policy, "policy")
    try checkCount(shelf.cards.count, "cards", IntakeLimits.cardsMax)
    for card in shelf.cards { try check(card) }
  }

  private static func check(_ card: ServedCard) throws(Rejection) {
    try checkFinite(card.candidate.sourceScore, "source_score")
    try checkFinite(card.candidate.factorAffinity ?? 0, "affinity")
    try checkFinite(card.score, "score")
    guard card.propensity > 0, card.propensity <= 1 else {
      throw Rejection(.badPropensity, field: "propensity", "not in (0, 1]")
    }
  }

  private static func checkIdentifier(_ text: String, _ field: String) throws(Rejection) {
    _ = try TextRule.identifier(text, field: field, bytesMax: IntakeLimits.placeBytesMax)
  }

  private static func checkText(_ text: String, _ field: String) throws(Rejection) {
    guard text.utf8.count <= IntakeLimits.placeBytesMax else {
      throw Rejection(.overlongText, field: field, "\(text.utf8.count) bytes, at most \(IntakeLimits.placeBytesMax)")
    }
  }

  private static func checkCount(_ count: Int, _ field: String, _ limit: Int) throws(Rejection) {
    guard count <= limit else { throw Rejection(.badCount, field: field, "\(count) of them, at most \(limit)") }
  }

  private static func checkFinite(_ number: Float, _ field: String) throws(Rejection) {
    guard number.isFinite else { throw Rejection(.nonFiniteNumber, field: field, "not a finite number") }
  }
}
