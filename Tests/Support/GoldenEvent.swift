import Features

/// An event in the golden file.
struct GoldenEvent: Codable {
  var momentMilliseconds: Int64
  var kind: String
  var item: ItemIdentifier?
  var artist: ItemIdentifier?
  var context: ItemIdentifier?
  var genre: UInt16?
  var playedSeconds: GoldenBits?
  var totalSeconds: GoldenBits?
  var plays: UInt32?
  var ageBand: AgeBand?
  var country: String?
  var city: String?
  var tier: Tier?
  var platform: Platform?

  init(_ event: Event) {
    momentMilliseconds = event.moment.milliseconds
    switch event.action {
    case .listen(let listen):
      kind = "listen"
      item = listen.item
      artist = listen.artist
      context = listen.context
      genre = listen.genre
      playedSeconds = GoldenBits(listen.playedSeconds)
      totalSeconds = GoldenBits(listen.totalSeconds)
      platform = listen.platform
    case .click(let item): (kind, self.item) = ("click", item)
    case .like(let item): (kind, self.item) = ("like", item)
    case .follow(let item): (kind, self.item) = ("follow", item)
    case .hide(let item): (kind, self.item) = ("hide", item)
    case .counted(let item, let plays): (kind, self.item, self.plays) = ("counted", item, plays)
    case .account(let attributes):
      kind = "account"
      ageBand = attributes.ageBand
      country = attributes.country?.description
      city = attributes.city
      tier = attributes.tier
      platform = attributes.platform
    }
  }

  func event() throws -> Event {
    Event(moment: Moment(milliseconds: momentMilliseconds), action: try action())
  }

  private func action() throws -> Event.Action {
    if kind == "account" {
      return .account(
        ListenerAttributes(
          ageBand: ageBand, country: country.flatMap { Country($0) }, city: city, tier: tier, platform: platform))
    }
    guard let item else { throw GoldenError.unreadable(field: "item of event", text: kind) }
    switch kind {
    case "listen":
      guard let playedSeconds, let totalSeconds else { throw GoldenError.unreadable(field: "seconds", text: kind) }
      return .listen(
        Listen(
          item: item, artist: artist, context: context, genre: genre, playedSeconds: playedSeconds.value,
          totalSeconds: totalSeconds.value, platform: platform))
    case "click": return .click(item: item)
    case "like": return .like(item: item)
    case "follow": return .follow(item: item)
    case "hide": return .hide(item: item)
    case "counted": return .counted(item: item, plays: plays ?? 0)
    default: throw GoldenError.unreadable(field: "kind", text: kind)
    }
  }
}
