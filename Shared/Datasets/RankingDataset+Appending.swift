import Features

extension RankingDataset {
  /// Adds a row to the last slate; slates and listeners are numbered when the dataset is finished.
  mutating func append(
    _ vector: FeatureVector, label: Bool, propensity: Double, moment: Moment, item: ItemIdentifier, position: UInt32
  ) {
    values.append(contentsOf: vector.values)
    missing.append(contentsOf: vector.missing)
    labels.append(label)
    propensities.append(propensity)
    groups.append(0)
    listeners.append(0)
    moments.append(moment)
    items.append(item)
    positions.append(position)
    popularity.append(vector.values[popularityColumn])
  }

  /// Adds a slate of another dataset with the same features, under these numbers.
  mutating func append(_ other: RankingDataset, rows: Range<Int>, group: UInt32, listener: UInt32) {
    values.append(contentsOf: other.values[rows.lowerBound * featureCount..<rows.upperBound * featureCount])
    missing.append(
      contentsOf: other.missing[rows.lowerBound * missingBytesPerRow..<rows.upperBound * missingBytesPerRow])
    labels.append(contentsOf: other.labels[rows])
    propensities.append(contentsOf: other.propensities[rows])
    groups.append(contentsOf: repeatElement(group, count: rows.count))
    listeners.append(contentsOf: repeatElement(listener, count: rows.count))
    moments.append(contentsOf: other.moments[rows])
    items.append(contentsOf: other.items[rows])
    positions.append(contentsOf: other.positions[rows])
    popularity.append(contentsOf: other.popularity[rows])
  }
}
