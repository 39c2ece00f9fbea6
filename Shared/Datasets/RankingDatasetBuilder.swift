public import Domain
import Features
import Policies

/// Makes one shelf's dataset out of served pages, with the vectors as they were served: nothing is computed anew.
///
/// Pages may come in any order; the dataset is the same. Needs the dataset's own memory twice when finishing.
public struct RankingDatasetBuilder: Sendable {
  private let rowsMax: Int
  private var dataset: RankingDataset
  private var slates: [Slate] = []
  private var pages: Set<String> = []

  /// How many pages taught nothing, by reason. Reasons that did not occur are not there.
  public private(set) var skipped: [SkipReason: Int] = [:]
  /// How many slates were taken.
  public var slateCount: Int { slates.count }
  /// How many rows were taken.
  public var rowCount: Int { dataset.rowCount }
  /// Whose pages were taken.
  public var listeners: Set<ListenerIdentifier> { Set(slates.map(\.listener)) }

  /// Where a slate's rows stand, and what decides its place in time.
  private struct Slate {
    var moment: Moment
    var page: String
    var listener: ListenerIdentifier
    var rows: Range<Int>
  }

  /// A builder for a shelf's cards served by this feature set.
  ///
  /// - Throws: ``DatasetError`` when the names do not make a dataset.
  public init(
    shelf: String, fingerprint: String, featureNames: [String], popularityFeature: String,
    rowsMax: Int = RankingDataset.rowsMax
  ) throws(DatasetError) {
    self.rowsMax = min(rowsMax, RankingDataset.rowsMax)
    dataset = try RankingDataset(
      shelf: shelf, fingerprint: fingerprint, featureNames: featureNames, popularityFeature: popularityFeature)
  }

  /// Takes in the shelf's cards of one page, labelled by the clicks; a page that teaches nothing is counted.
  ///
  /// - Throws: ``DatasetError/tooManyRows(limit:)``.
  public mutating func add(_ page: ServedPage, clicks: borrowing ClickSet) throws(DatasetError) {
    try add(page, labels: clicks.labels(of: page))
  }

  /// Takes in the shelf's cards of one page with its labels; a page that teaches nothing is counted.
  ///
  /// - Throws: ``DatasetError/tooManyRows(limit:)``.
  public mutating func add(_ page: ServedPage, labels: PageLabels) throws(DatasetError) {
    let cards = page.shelves.first { $0.shelf == dataset.shelf }?.cards ?? []
    if let reason = reasonToSkip(page, cards, labels) {
      skipped[reason, default: 0] += 1
      return
    }
    guard rowCount + cards.count <= rowsMax else { throw DatasetError.tooManyRows(limit: rowsMax) }
    let first = rowCount
    for (position, card) in cards.enumerated() {
      guard let vector = card.features else { preconditionFailure("pages without vectors were skipped") }
      let item = card.candidate.item
      dataset.append(
        vector, label: labels.isClicked(item, on: dataset.shelf),
        propensity: card.propensity, moment: page.moment, item: item, position: UInt32(position))
    }
    pages.insert(page.page)
    slates.append(Slate(moment: page.moment, page: page.page, listener: page.listener, rows: first..<rowCount))
  }

  /// Lets go of the pages of listeners: nothing of them is in the dataset. Their rows' memory is not freed.
  public mutating func remove(_ listeners: Set<ListenerIdentifier>) {
    slates.removeAll { listeners.contains($0.listener) }
  }

  /// The dataset, slates in the order of time and, at one moment, of their pages' identifiers.
  public consuming func finish() throws(DatasetError) -> RankingDataset {
    var finished = try RankingDataset(
      shelf: dataset.shelf, fingerprint: dataset.fingerprint, featureNames: dataset.featureNames,
      popularityFeature: dataset.popularityFeature)
    slates.sort { ($0.moment, $0.page) < ($1.moment, $1.page) }
    var numbers: [ListenerIdentifier: UInt32] = [:]
    for (group, slate) in slates.enumerated() {
      let next = UInt32(numbers.count)
      let number = numbers[slate.listener] ?? next
      if number == next { numbers[slate.listener] = next }
      finished.append(dataset, rows: slate.rows, group: UInt32(group), listener: number)
    }
    return finished
  }

  private func reasonToSkip(_ page: ServedPage, _ cards: [ServedCard], _ labels: PageLabels) -> SkipReason? {
    if cards.isEmpty { return .notShown }
    if pages.contains(page.page) { return .duplicate }
    if labels.isOpen { return .openWindow }
    if cards.contains(where: { $0.features == nil }) { return .noVectors }
    if page.fingerprint != dataset.fingerprint { return .otherFingerprint }
    if cards.contains(where: { $0.features?.values.count != dataset.featureCount }) { return .wrongVectorSize }
    let policy = page.shelves.first { $0.shelf == dataset.shelf }?.policy ?? ""
    let propensities = cards.map(\.propensity)
    guard propensities.allSatisfy({ $0 > 0 && $0 <= 1 }), LoggedPolicy.explains(propensities, policy: policy) else {
      return .wrongPropensity
    }
    return PointInTime.fault(of: page, cards)
  }
}
