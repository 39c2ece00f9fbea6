public import Domain
import Features
public import Messages

extension ServedPage {
  /// A page as a message tells it.
  ///
  /// - Throws: For the first field that is wrong, by its path, such as "shelves[0].cards[2].propensity".
  public init(_ wire: Wire.ServedPage) throws(TranslationError) {
    guard let listener = ListenerIdentifier(wire.listener) else { throw TranslationError("listener", .invalidListener) }
    let limit = TranslationLimits.profileBytesMaximum
    guard wire.profile.count <= limit else {
      throw TranslationError("profile", .tooLong(bytes: wire.profile.count, limit: limit))
    }
    self.init(
      page: try FieldCheck.name(wire.page, "page"), listener: listener,
      moment: try Moment(wire: wire.momentMilliseconds),
      profile: wire.profile,
      fingerprint: try FieldCheck.name(wire.featureSetFingerprint, "feature_set_fingerprint", mayBeEmpty: true),
      shelves: try ServedShelf.list(wire.shelves))
  }
}

extension Wire.ServedPage {
  /// The page as a message.
  public init(_ page: ServedPage) {
    self.init(
      page: page.page, listener: page.listener.description, momentMilliseconds: page.moment.milliseconds,
      profile: page.profile, featureSetFingerprint: page.fingerprint, shelves: page.shelves.map { Wire.ServedShelf($0) }
    )
  }
}
