import Features
import Intake
import Messages

extension Wire.Event {
  /// An event from a file, as it was written: home checks it.
  ///
  /// - Throws: A rejection for a moment that is missing or cannot be read: the message has no place for it.
  init(_ draft: EventDraft) throws(Rejection) {
    guard let moment = draft.moment else {
      throw Rejection(.missingField, field: "moment", "an event needs \"moment\"")
    }
    let attributes = Wire.ListenerAttributes(
      ageBand: draft.ageBand ?? "", country: draft.country ?? "", city: draft.city ?? "", tier: draft.tier ?? "",
      platform: draft.platform ?? "")
    self.init(
      event: draft.event ?? "", listener: draft.listener ?? "",
      momentMilliseconds: try moment.resolved().milliseconds, kind: draft.kind ?? "",
      item: draft.item ?? "", context: draft.context ?? "", playedSeconds: draft.playedSeconds,
      totalSeconds: draft.totalSeconds, plays: draft.plays, page: draft.page ?? "", shelf: draft.shelf ?? "",
      attributes: attributes == Wire.ListenerAttributes() ? nil : attributes)
  }
}
