import Domain
import Features
import FoundationEssentials
import RPC
import Storage

/// A dataset whose statistics others are compared with.
struct Reference: Hashable, Sendable {
  /// Which part it plays.
  enum Kind: String, Sendable {
    /// The one that was accepted last.
    case lastGood
    /// The one that the live model was fitted on.
    case live
    /// The one that a person accepted last, or the first of its name.
    case baseline

    /// What messages call it.
    var text: String {
      switch self {
      case .lastGood: "the last good dataset"
      case .live: "the live model's dataset"
      case .baseline: "the baseline, from which it moved by small steps"
      }
    }
  }

  /// Which part it plays.
  var kind: Kind
  /// Where it stands in the object store.
  var key: String
  /// What it looked like.
  var statistics: DatasetStatistics
}

/// Finds what datasets of a name are compared with, and moves it.
///
/// There are three. The last good dataset moves with every model that goes live. The live model's own follows from the registry,
/// so that a roll-back needs nothing else to be right. The baseline stays until a person accepts a dataset: what drifts by less
/// than the limit from one dataset to the next is found by it.
struct References: Sendable {
  let store: any ValidationStore & ModelRegistry

  /// What the next dataset of that name is compared with, no dataset twice.
  ///
  /// The live model's dataset is left out when a person has accepted a newer one: their word stands over it.
  func current(of name: String) async throws -> [Reference] {
    let keys: [(Reference.Kind, String?)] = [
      (.lastGood, try await store.lastGoodDataset(named: name)),
      (.live, try await liveKey(of: name)),
      (.baseline, try await store.lastGoodDataset(named: Self.baselineName(of: name))),
    ]
    let baseline = keys[2].1
    var references: [Reference] = []
    for case (let kind, let key?) in keys where !references.contains(where: { $0.key == key }) {
      if kind == .live, let baseline, Self.isNewer(baseline, than: key) { continue }
      guard let statistics = try await statistics(of: key) else { continue }
      references.append(Reference(kind: kind, key: key, statistics: statistics))
    }
    return references
  }

  /// Makes a dataset the last good one; the baseline too by a person's word, when there is none, or when it is of another
  /// feature set.
  func accept(_ key: String, of name: String, afterPush: Bool, at moment: Moment) async throws {
    guard let accepted = try await statistics(of: key) else {
      throw RPCStatus(.failedPrecondition, "\(MessageText.excerpt(key)) was never checked: check it first")
    }
    try await store.acceptDataset(named: name, key: key, at: moment)
    if afterPush, let baseline = try await store.lastGoodDataset(named: Self.baselineName(of: name)),
      try await statistics(of: baseline)?.fingerprint == accepted.fingerprint
    {
      return
    }
    try await store.acceptDataset(named: Self.baselineName(of: name), key: key, at: moment)
  }

  /// The statistics of a dataset; nil when none were kept.
  func statistics(of key: String) async throws -> DatasetStatistics? {
    try await store.statistics(of: key).map { try JSONDecoder().decode(DatasetStatistics.self, from: Data($0)) }
  }

  private func liveKey(of name: String) async throws -> String? {
    try await store.liveModels().first { $0.version.model == name }.map { ObjectKeys.dataset(named: name, run: $0.run) }
  }

  /// Whether one run's dataset is of a later run than another's.
  private static func isNewer(_ key: String, than other: String) -> Bool {
    let folder = other.prefix(through: other.lastIndex(of: "/") ?? other.startIndex)
    return key.hasPrefix(folder) && key > other
  }

  /// Under which name the store keeps the baseline.
  private static func baselineName(of name: String) -> String { "baseline/\(name)" }
}
