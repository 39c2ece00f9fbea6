import Features
import Messages
import Replay

extension Wire.GetReplayResponse {
  /// What was replayed, for the wire.
  init(_ totals: ReplayTotals, settings: ReplaySettings) {
    self.init(
      rounds: UInt64(totals.rounds), lastRoundMilliseconds: totals.lastRound?.milliseconds,
      pages: UInt64(totals.pages), vectors: UInt64(totals.vectors), features: UInt64(totals.features),
      differences: UInt64(totals.differences), firstDifferences: totals.firstDifferences,
      skipped: totals.skipped.sorted { $0.key.rawValue < $1.key.rawValue }.map { reason, count in
        Wire.ReplaySkipped(reason: reason.description, count: UInt64(count))
      },
      failure: totals.failure, intervalSeconds: UInt32(settings.seconds))
  }
}
