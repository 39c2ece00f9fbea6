import Domain
import Features
import Intake
import Policies
import Storage

/// A small catalog and the drafts that are right for it.
enum Samples {
  static let received = Moment(milliseconds: 1_700_000_000_000)

  static let catalog = CatalogSnapshot(
    version: 7,
    items: [
      CatalogItem(
        item: Item(
          identifier: ItemIdentifier(.track, 1), artist: ItemIdentifier(.artist, 2), genre: 3, lengthSeconds: 200),
        title: "Track"),
      CatalogItem(item: Item(identifier: ItemIdentifier(.track, 2)), title: "Track without a length"),
      CatalogItem(item: Item(identifier: ItemIdentifier(.artist, 2)), title: "Artist"),
      CatalogItem(item: Item(identifier: ItemIdentifier(.podcast, 4), genre: 9), title: "Podcast"),
    ])

  static let checker = EventChecker(catalog: catalog)

  /// A quarantine that takes whatever comes.
  static func quarantine(
    in objects: any ObjectStore = MemoryObjectStore(), shareMax: Double = 1
  ) -> ImportQuarantine {
    ImportQuarantine(objects: objects, received: received, limit: QuarantineLimit(share: shareMax))
  }

  /// A draft of that kind, with everything any kind needs, changed by a body.
  static func draft(_ kind: String, _ change: (inout EventDraft) -> Void = { _ in }) -> EventDraft {
    var draft = EventDraft()
    draft.event = "e1"
    draft.listener = "l1"
    draft.moment = .milliseconds(received.milliseconds)
    draft.kind = kind
    draft.item = kind == "account" ? nil : kind == "follow" ? "artist:2" : "track:1"
    draft.playedSeconds = kind == "listen" ? 182.5 : nil
    draft.totalSeconds = kind == "listen" ? 200 : nil
    draft.plays = kind == "counted" ? 12 : nil
    draft.ageBand = kind == "account" ? "18to24" : nil
    change(&draft)
    return draft
  }

  /// What the checker says of a draft: the reason and field, or nil when it takes it.
  static func fault(of draft: EventDraft) -> Fault? {
    do throws(Rejection) {
      _ = try checker.check(draft, received: received)
      return nil
    } catch {
      return Fault(error.reason, error.field)
    }
  }

  /// A random event that the log can hold.
  static func event(_ random: inout SeededGenerator) -> ListenerEvent {
    let item = ItemIdentifier(ItemKind.allCases.randomElement(using: &random) ?? .track, random.next() >> 8)
    let place = Bool.random(using: &random) ? CardPlace(page: "p\"1", shelf: "s\\2") : nil
    let kind = Int.random(in: 0..<7, using: &random)
    let action: Event.Action =
      switch kind {
      case 0: .listen(listen(item, &random))
      case 1: .click(item: item)
      case 2: .like(item: item)
      case 3: .follow(item: item)
      case 4: .hide(item: item)
      case 5: .counted(item: item, plays: UInt32.random(in: 1 ... .max, using: &random))
      default: .account(ListenerAttributes(country: Country("SE"), city: "Malmö \"\\ \u{1F3B5}", platform: .car))
      }
    let moment = Moment(milliseconds: Int64.random(in: 0...IntakeLimits.momentMillisecondsMax, using: &random))
    return ListenerEvent(
      identifier: "e\(random.next())", listener: listener("l\u{e5}\(random.next() % 9)\"\\"),
      event: Event(moment: moment, action: action), place: kind == 1 ? place : nil)
  }

  /// A random page whose numbers have random bits.
  static func page(_ random: inout SeededGenerator, identifier: String = "p1", at moment: Moment = received)
    -> ServedPage
  {
    let shelves = (0..<3).map { shelf in
      ServedShelf(
        shelf: "shelf\(shelf)", model: ModelVersion(model: "ranking.shows", version: UInt32(shelf)), policy: "fixed",
        cards: (0..<4).map { _ in card(&random) })
    }
    return ServedPage(
      page: identifier, listener: listener("l1"), moment: moment, profile: (0..<50).map { UInt8($0 * 5) },
      fingerprint: "0123456789abcdef", shelves: shelves)
  }

  static func listener(_ text: String) -> ListenerIdentifier {
    guard let listener = ListenerIdentifier(text) else { preconditionFailure("not a listener: \(text)") }
    return listener
  }

  /// A finite number of random bits: tiny and huge ones come as often as others.
  static func finite(_ random: inout SeededGenerator) -> Float {
    let number = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
    return number.isFinite ? number : 0.1
  }

  private static func listen(_ item: ItemIdentifier, _ random: inout SeededGenerator) -> Listen {
    Listen(
      item: item, artist: Bool.random(using: &random) ? ItemIdentifier(.artist, random.next() >> 8) : nil,
      context: Bool.random(using: &random) ? ItemIdentifier(.playlist, 9) : nil,
      genre: Bool.random(using: &random) ? UInt16.random(in: 0 ... .max, using: &random) : nil,
      playedSeconds: Float.random(in: 0...600_000, using: &random),
      totalSeconds: Float.random(in: 0.001...600_000, using: &random))
  }

  private static func card(_ random: inout SeededGenerator) -> ServedCard {
    let values = (0..<11).map { $0 == 3 ? 0 : max(finite(&random), .leastNonzeroMagnitude) }
    return ServedCard(
      candidate: Candidate(
        item: ItemIdentifier(.podcast, random.next() >> 8), source: .factorization, sourcePosition: 3,
        sourceScore: finite(&random), factorAffinity: Bool.random(using: &random) ? finite(&random) : nil),
      score: finite(&random), propensity: Double.random(in: Double.leastNonzeroMagnitude...1, using: &random),
      features: Bool.random(using: &random) ? try? FeatureVector(values: values, missing: [8, 0]) : nil)
  }
}

/// A reason and the field it is about.
struct Fault: Hashable, CustomStringConvertible {
  let reason: QuarantineReason
  let field: String

  init(_ reason: QuarantineReason, _ field: String = "") {
    self.reason = reason
    self.field = field
  }

  var description: String { "\(reason) \(field)" }
}
