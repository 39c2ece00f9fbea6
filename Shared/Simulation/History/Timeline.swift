import Domain
import Features

/// One listener's life: what they did, in order, and the profile it folds to.
struct Timeline {
  let listener: MadeListener
  private(set) var profile = Profile()
  private(set) var events: [ListenerEvent] = []
  /// The moment up to which the listener is busy: nothing later may begin before it.
  private(set) var now: Moment
  private let naming: String
  private var sequence = 0

  /// A life that begins at a moment, with a profile so far; events are named by `naming` and a number.
  init(listener: MadeListener, from moment: Moment, profile: Profile = Profile(), naming: String) {
    self.listener = listener
    self.profile = profile
    self.naming = naming
    now = moment
  }

  /// Lets time pass up to a moment; one in the past changes nothing.
  mutating func wait(until moment: Moment) { now = max(now, moment) }

  /// Lets so many seconds pass.
  mutating func wait(seconds: Int) { now = now.adding(seconds: Int64(seconds)) }

  /// Does something now. Every event takes at least a second, so that no two have one moment.
  mutating func act(_ action: Event.Action, at place: CardPlace? = nil) {
    let event = Event(moment: now, action: action)
    profile.apply(event)
    sequence += 1
    events.append(
      ListenerEvent(
        identifier: "\(naming)-\(sequence)", listener: listener.identifier, event: event, place: place))
    if case .listen(let listen) = action {
      wait(seconds: max(1, Int(listen.playedSeconds)))
    } else {
      wait(seconds: 1)
    }
  }

  /// Hands over the events so far.
  mutating func takeEvents() -> [ListenerEvent] {
    defer { events = [] }
    return events
  }
}
