public import Domain
public import Features
import Masking

/// Turns what somebody sent into an event that the log and the profile can trust.
///
/// Every field the kind needs is there and in its range, the item is one of the catalog's, and a listen carries the
/// artist and genre that the catalog has for it at the time. Fields that the kind does not have are ignored.
public struct EventChecker: Sendable {
  let catalog: CatalogSnapshot
  private let aheadSecondsMax: Int64

  /// A checker against one catalog. Events up to so many seconds ahead of their receipt are taken: clocks differ.
  public init(catalog: CatalogSnapshot, aheadSecondsMax: Int64 = IntakeLimits.aheadSecondsMaxDefault) {
    self.catalog = catalog
    self.aheadSecondsMax = min(max(0, aheadSecondsMax), 1_000_000_000)
  }

  /// The event that a draft stands for.
  ///
  /// - Throws: The first thing that was wrong with it, in the order event, listener, moment, kind, and then the kind's own.
  public func check(_ draft: EventDraft, received: Moment) throws(Rejection) -> ListenerEvent {
    let identifier = try Self.identifier(of: draft)
    let listener = try Self.listener(of: draft)
    let moment = try moment(of: draft, received: received)
    guard let kind = TextRule.present(draft.kind) else { throw .missing("kind", of: "an event") }
    let (action, place) = try action(of: draft, kind: kind)
    return ListenerEvent(
      identifier: identifier, listener: listener, event: Event(moment: moment, action: action), place: place)
  }

  private static func identifier(of draft: EventDraft) throws(Rejection) -> String {
    guard let text = TextRule.present(draft.event) else { throw .missing("event", of: "an event") }
    return try TextRule.identifier(text, field: "event", bytesMax: ListenerEvent.identifierBytesMax)
  }

  private static func listener(of draft: EventDraft) throws(Rejection) -> ListenerIdentifier {
    guard let text = TextRule.present(draft.listener) else { throw .missing("listener", of: "an event") }
    guard let listener = ListenerIdentifier(AccountText.trimmed(text)) else {
      throw Rejection(
        .badListener, field: "listener",
        "1 to \(ListenerIdentifier.bytesMax) bytes without control characters are needed")
    }
    return listener
  }

  /// What an account says, with a country and a city that are one.
  private static func attributes(of draft: EventDraft) throws(Rejection) -> ListenerAttributes {
    var draft = draft
    draft.country = try AttributeRule.assignedCountry(draft.country)?.description
    let attributes = try AttributeRule.attributes(of: draft).withKnownCity
    guard attributes != ListenerAttributes() else {
      throw Rejection(.badAttribute, field: "city", "no city that GeoNames knows in its country, and nothing else")
    }
    return attributes
  }

  private func moment(of draft: EventDraft, received: Moment) throws(Rejection) -> Moment {
    guard let moment = draft.moment else { throw .missing("moment", of: "an event") }
    return try MomentRule.check(try moment.resolved(), received: received, aheadSecondsMax: aheadSecondsMax)
  }

  private func action(of draft: EventDraft, kind: String) throws(Rejection) -> (Event.Action, CardPlace?) {
    switch kind {
    case "listen": (.listen(try listen(from: draft)), nil)
    case "click":
      (.click(item: try knownItem(of: draft, kind: kind)), try PlaceRule.incoming(page: draft.page, shelf: draft.shelf))
    case "like": (.like(item: try knownItem(of: draft, kind: kind)), nil)
    case "follow": (.follow(item: try followed(draft)), nil)
    case "hide": (.hide(item: try knownItem(of: draft, kind: kind)), nil)
    case "counted": (try counted(draft), nil)
    case "account": (.account(try Self.attributes(of: draft)), nil)
    default:
      throw Rejection(
        .unknownKind, field: "kind",
        "\(TextShape.of(kind)), which are none of listen, click, like, follow, hide, counted, account")
    }
  }
}
