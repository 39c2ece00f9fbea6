import Datasets
import Features
import Intake
import Storage

/// Keeps clicks that label nothing in the quarantine, where people look for what could not be used.
///
/// They stand under the day on which they were taken, under one name a day: what the next run finds again replaces it. Nothing of
/// the click is kept but its item and moment.
struct MisfitQuarantine: Sendable {
  let objects: any ObjectStore

  /// Writes the kept ones of a run.
  ///
  /// - Throws: `StorageError`.
  func keep(_ tally: MisfitTally) async throws {
    let days = Dictionary(grouping: tally.kept) { ($0.click.taken ?? $0.click.moment).day }
    for (_, clicks) in days.sorted(by: { $0.key < $1.key }) {
      let writer = QuarantineWriter(objects: objects, writer: LogWriterName(fixed: "labels"))
      for (click, misfit) in clicks.sorted(by: Self.isBefore) {
        try await writer.append(
          misfit.rejection, excerpt: "kind=click item=\(click.item) moment=\(click.moment.milliseconds)",
          source: "training's labels", received: click.taken ?? click.moment)
      }
      try await writer.flush()
    }
  }

  /// A fixed order, so that equal clicks make equal objects.
  private static func isBefore(
    _ left: (click: ClickSet.Click, misfit: ClickMisfit), _ right: (click: ClickSet.Click, misfit: ClickMisfit)
  ) -> Bool {
    (left.click.moment, left.click.item.rawValue, left.misfit.rawValue)
      < (right.click.moment, right.click.item.rawValue, right.misfit.rawValue)
  }
}

extension ClickMisfit {
  /// The reason as the quarantine has it.
  var rejection: Rejection {
    switch self {
    case .otherListener:
      Rejection(.strangeClick, field: "listener", "a click on another listener's page: send the page's own listener")
    case .beforePage:
      Rejection(.earlyClick, field: "moment", "a click from before its page was served: see whether clocks differ")
    case .afterWindow:
      Rejection(
        .lateClick, field: "moment", "a click after its page's attribution window, labels.windowSeconds of training")
    case .notShown:
      Rejection(.misplacedClick, field: "item", "a click on an item that its page did not show on that shelf")
    case .unknownPage:
      Rejection(
        .pagelessClick, field: "page", "a click on a page that is not in the log of the period that is learned from")
    }
  }
}
