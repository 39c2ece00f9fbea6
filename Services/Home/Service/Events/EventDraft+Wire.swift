import Intake
import Messages

extension EventDraft {
  /// An event as a message says it. A text that the contract calls empty for "nothing" is nothing.
  init(_ event: Wire.Event) {
    self.init()
    self.event = event.event
    listener = event.listener
    moment = event.momentMilliseconds == 0 ? nil : .milliseconds(event.momentMilliseconds)
    kind = event.kind
    item = event.item.orNil
    context = event.context.orNil
    playedSeconds = event.playedSeconds
    totalSeconds = event.totalSeconds
    plays = event.plays
    page = event.page.orNil
    shelf = event.shelf.orNil
    ageBand = event.attributes?.ageBand.orNil
    country = event.attributes?.country.orNil
    city = event.attributes?.city.orNil
    tier = event.attributes?.tier.orNil
    platform = event.attributes?.platform.orNil
  }
}

extension String {
  fileprivate var orNil: String? { isEmpty ? nil : self }
}
