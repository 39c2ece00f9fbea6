import Domain
import Features
import Intake

/// Checked events and pages, in the order they came.
struct CheckedBatch {
  enum Entry {
    case event(ListenerEvent)
    case page(ServedPage)

    /// What makes the entry the same as one sent before.
    var key: String {
      switch self {
      case .event(let event): "event/\(event.identifier)"
      case .page(let page): "page/\(page.page)"
      }
    }
  }

  private(set) var entries: [Entry] = []

  var keys: [String] { entries.map(\.key) }

  var events: [ListenerEvent] {
    entries.compactMap { entry in
      guard case .event(let event) = entry else { return nil }
      return event
    }
  }

  var pages: [ServedPage] {
    entries.compactMap { entry in
      guard case .page(let page) = entry else { return nil }
      return page
    }
  }

  mutating func append(_ entry: Entry) {
    entries.append(entry)
  }

  /// The batch in two by listeners, or as it is when all of it is about one. Pages go with the first half.
  var halves: [CheckedBatch] {
    let listeners = Set(events.map(\.listener)).sorted()
    guard listeners.count > 1 else { return entries.isEmpty ? [] : [self] }
    let middle = listeners[listeners.count / 2]
    var (first, second) = (CheckedBatch(), CheckedBatch())
    for entry in entries {
      if case .event(let event) = entry, event.listener >= middle { second.append(entry) } else { first.append(entry) }
    }
    return [first, second]
  }
}
