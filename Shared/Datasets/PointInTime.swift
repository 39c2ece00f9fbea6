import Domain
import Features

/// Checks that a page's impressions stand with the profile as it was when they were served, and with no later one.
///
/// Two ways in which the future gets into a dataset are caught: a profile that knows of something after the page's moment, and
/// vectors that are not of the logged profile. Of a vector, those columns are computed anew that follow from profile, item
/// identifier, source and moment alone, and must have the very bits; the others need the catalog and models of the day.
struct PointInTime {
  private static let set = FeatureSet.standard
  private static let checkedColumns = set.bases.indices.filter { checkedBases.contains(set.bases[$0]) }
  private static let checkedBases: Set<FeatureBasis> = [.listener, .kind, .source, .history]

  /// Why a page must not be learned from; nil when its cards are as served.
  static func fault(of page: ServedPage, _ cards: [ServedCard]) -> SkipReason? {
    guard let profile = try? Profile(decoding: page.profile.span) else { return .unreadableProfile }
    if let last = profile.lastMoment, last > page.moment { return .laterProfile }
    // Vectors of another set than this process computes cannot be checked.
    guard page.fingerprint == set.fingerprint else { return nil }
    let rows = cards.map { card in
      FeatureRow(
        item: Item(identifier: card.candidate.item), popularity: nil, source: card.candidate.source,
        sourcePosition: card.candidate.sourcePosition, factorAffinity: nil)
    }
    let matrix = set.compute(profile: profile, rows: rows, at: page.moment)
    for (row, card) in cards.enumerated() {
      guard let served = card.features else { continue }
      for column in checkedColumns where served[column]?.bitPattern != matrix[row, column]?.bitPattern {
        return .otherProfile
      }
    }
    return nil
  }
}
