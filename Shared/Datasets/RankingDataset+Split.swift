public import Features

extension RankingDataset {
  /// The rows served before a moment, and those served from it on: to learn from the one and be judged on the other.
  ///
  /// A slate is never cut in two, for all of it was served at once.
  public func split(heldOutFrom moment: Moment) -> (learned: RankingDataset, heldOut: RankingDataset) {
    let boundary = moments.firstIndex { $0 >= moment } ?? rowCount
    return (rows(0..<boundary), rows(boundary..<rowCount))
  }

  /// The moment from which the newest slates make up at least a share (0 to 1) of all: where to split.
  ///
  /// Nil when there is no such moment with slates before it too.
  public func moment(holdingOut share: Double) -> Moment? {
    let slates = self.slates
    guard let first = moments.first, slates.count > 1 else { return nil }
    let heldOut = max(1, Int((Double(slates.count) * min(max(share, 0), 1)).rounded(.up)))
    let moment = moments[slates[slates.count - min(heldOut, slates.count)].lowerBound]
    if moment > first { return moment }
    return moments.first { $0 > first }
  }

  /// A dataset of these rows alone, slates numbered anew. The range must not cut a slate in two.
  func rows(_ range: Range<Int>) -> RankingDataset {
    var part = self
    let firstGroup = range.isEmpty ? 0 : groups[range.lowerBound]
    part.values = Array(values[range.lowerBound * featureCount..<range.upperBound * featureCount])
    part.missing = Array(missing[range.lowerBound * missingBytesPerRow..<range.upperBound * missingBytesPerRow])
    part.labels = Array(labels[range])
    part.propensities = Array(propensities[range])
    part.groups = groups[range].map { $0 - firstGroup }
    part.listeners = Self.renumbered(listeners[range])
    part.moments = Array(moments[range])
    part.items = Array(items[range])
    part.positions = Array(positions[range])
    part.popularity = Array(popularity[range])
    return part
  }

  /// The same listeners, numbered from 0 as they first appear.
  static func renumbered(_ listeners: some Sequence<UInt32>) -> [UInt32] {
    var numbers: [UInt32: UInt32] = [:]
    return listeners.map { listener in
      let next = UInt32(numbers.count)
      if let number = numbers[listener] { return number }
      numbers[listener] = next
      return next
    }
  }
}
