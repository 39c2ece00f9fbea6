import Features
import Storage

/// Says what a run left out, raises an alert for it, and stops the run past a share.
struct LossWatch: Sendable {
  /// The greatest share that may be left out, 0 to 1.
  let shareMax: Double
  /// Where alerts go.
  let alerts: any ValidationStore
  /// The clock.
  let now: @Sendable () -> Moment

  /// What alerts of losses are called.
  static let rule = "left out"

  /// Takes note of what was left out.
  ///
  /// - Parameters:
  ///   - name: The model, or the run's name where it is about all.
  ///   - key: The dataset's key; empty where there is none.
  /// - Throws: A ``Refusal`` when it is more than the share that is allowed.
  func note(_ losses: [LeftOut], name: String, key: String = "") async throws {
    let lost = losses.filter { $0.count > 0 }
    guard !lost.isEmpty else { return }
    _ = try await alerts.append(
      lost.map { loss in
        AlertRecord(
          moment: now(), name: name, key: key, rule: Self.rule, feature: "", message: loss.text + loss.remedies,
          measured: loss.share, limit: shareMax)
      })
    let beyond = lost.filter { $0.share > shareMax }
    guard beyond.isEmpty else {
      throw Refusal(
        message: """
          \(beyond.map { $0.text + $0.remedies }.joined(separator: "; ")); at most \(Rounded.percent(shareMax)) may be left \
          out (extract.leftOutShareMost)
          """,
        figures: Self.figures(lost))
    }
  }

  /// What was left out, as figures.
  static func figures(_ losses: [LeftOut]) -> [Figure] {
    losses.flatMap { loss in
      [Figure("\(loss.what) left out", Double(loss.count))]
        + loss.entries.map { Figure("\(loss.what) \($0.reason)", Double($0.count)) }
    }
  }
}
