public import Domain
import Features
public import Messages

extension Wire.Event {
  /// A checked event, as an app would send it. What the log adds to it (artist and genre) stays behind.
  public init(_ event: ListenerEvent) {
    self.init(
      event: event.identifier, listener: event.listener.description,
      momentMilliseconds: event.event.moment.milliseconds, page: event.place?.page ?? "",
      shelf: event.place?.shelf ?? "")
    switch event.event.action {
    case .listen(let listen):
      kind = "listen"
      item = listen.item.description
      context = listen.context?.description ?? ""
      playedSeconds = Double(listen.playedSeconds)
      totalSeconds = Double(listen.totalSeconds)
    case .click(let clicked): (kind, item) = ("click", clicked.description)
    case .like(let liked): (kind, item) = ("like", liked.description)
    case .follow(let followed): (kind, item) = ("follow", followed.description)
    case .hide(let hidden): (kind, item) = ("hide", hidden.description)
    case .counted(let counted, let plays):
      (kind, item) = ("counted", counted.description)
      self.plays = UInt64(plays)
    case .account(let attributes):
      kind = "account"
      self.attributes = Wire.ListenerAttributes(attributes)
    }
  }

  /// A page that another system showed, as an impression event named after the page.
  public init(_ page: ServedPage) {
    self.init(
      event: page.page, listener: page.listener.description, momentMilliseconds: page.moment.milliseconds,
      kind: "impression", servedPage: Wire.ServedPage(page))
  }
}
