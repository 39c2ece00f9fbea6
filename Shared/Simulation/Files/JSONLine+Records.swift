import Domain
import Features

extension JSONLine {
  /// A catalog item, as catalog files have it.
  init(_ listed: CatalogItem) {
    self.init()
    add("item", listed.item.identifier.description)
    add("title", listed.title)
    if !listed.subtitle.isEmpty { add("subtitle", listed.subtitle) }
    add("artist", listed.item.artist?.description)
    add("genre", number: listed.item.genre)
    add("released", number: listed.item.releasedSeconds)
    add("length", number: listed.item.lengthSeconds)
    add("editorial", number: listed.editorialRank)
    add("country", listed.country)
  }

  /// An event, as apps send it: the artist and the genre are the catalog's to say.
  init(_ event: ListenerEvent) {
    self.init()
    add("event", event.identifier)
    add("listener", event.listener.description)
    add("moment", number: event.event.moment.milliseconds)
    switch event.event.action {
    case .listen(let listen):
      add("kind", "listen")
      add("item", listen.item.description)
      add("context", listen.context?.description)
      add("played_seconds", number: listen.playedSeconds)
      add("total_seconds", number: listen.totalSeconds)
    case .click(let item):
      add("kind", "click")
      add("item", item.description)
      add("page", event.place?.page)
      add("shelf", event.place?.shelf)
    case .like(let item): add("like", of: item)
    case .follow(let item): add("follow", of: item)
    case .hide(let item): add("hide", of: item)
    case .counted(let item, let plays):
      add("counted", of: item)
      add("plays", number: plays)
    case .account(let attributes): add(attributes)
    }
  }

  private mutating func add(_ kind: String, of item: ItemIdentifier) {
    add("kind", kind)
    add("item", item.description)
  }

  private mutating func add(_ attributes: ListenerAttributes) {
    add("kind", "account")
    add("age_band", attributes.ageBand?.name)
    add("country", attributes.country?.description)
    add("city", attributes.city)
    add("tier", attributes.tier?.name)
    add("platform", attributes.platform?.name)
  }
}
