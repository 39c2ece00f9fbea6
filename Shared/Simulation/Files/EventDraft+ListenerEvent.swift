import Domain
import Features
import Intake

extension EventDraft {
  /// An event as apps send it: a listen's artist and genre are the catalog's to say.
  init(_ made: ListenerEvent) {
    self.init()
    event = made.identifier
    listener = made.listener.description
    moment = .milliseconds(made.event.moment.milliseconds)
    page = made.place?.page
    shelf = made.place?.shelf
    switch made.event.action {
    case .listen(let listen):
      set("listen", of: listen.item)
      context = listen.context?.description
      playedSeconds = Double(listen.playedSeconds)
      totalSeconds = Double(listen.totalSeconds)
      platform = listen.platform?.name
    case .click(let item): set("click", of: item)
    case .like(let item): set("like", of: item)
    case .follow(let item): set("follow", of: item)
    case .hide(let item): set("hide", of: item)
    case .counted(let item, let plays):
      set("counted", of: item)
      self.plays = UInt64(plays)
    case .account(let attributes): set(attributes)
    }
  }

  private mutating func set(_ kind: String, of item: ItemIdentifier) {
    self.kind = kind
    self.item = item.description
  }

  private mutating func set(_ attributes: ListenerAttributes) {
    kind = "account"
    ageBand = attributes.ageBand?.name
    country = attributes.country?.description
    city = attributes.city
    tier = attributes.tier?.name
    platform = attributes.platform?.name
  }
}
