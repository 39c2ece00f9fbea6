import Domain
import Messages
import RPC

/// Which events a caller may record: by their kinds, and by the listeners they are about.
struct EventPermission {
  private let permission: ContentPermission?

  /// That of a call.
  init(_ context: ServerContext) { permission = context.contentPermission }

  /// With what a batch fails, before any of it is taken; nil when all of it may be. Events of a kind that there is none of
  /// pass: they are kept aside, not taken.
  func refusal(of events: [Wire.Event]) -> RPCStatus? {
    guard let permission else { return nil }
    for (index, event) in events.enumerated() where EventKind(rawValue: event.kind) != nil {
      let listener = event.kind == EventKind.impression.rawValue ? event.servedPage?.listener : nil
      if var refusal = permission.refusal(kind: event.kind, listener: listener ?? event.listener) {
        refusal.message = "events[\(index)]: \(refusal.message)"
        return refusal
      }
    }
    return nil
  }
}
