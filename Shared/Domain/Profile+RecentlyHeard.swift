public import Features

extension Profile {
  /// All that the listener heard, of every kind, most recent first; what is known by counts alone comes after, most plays
  /// first. At most 300 items.
  public var recentlyHeard: [HeardItem] {
    (collections + artists + tracks).sorted(by: Self.isBefore)
  }

  private static func isBefore(_ left: HeardItem, _ right: HeardItem) -> Bool {
    switch (left.lastMoment, right.lastMoment) {
    case (let leftMoment?, let rightMoment?) where leftMoment != rightMoment: leftMoment > rightMoment
    case (_?, nil): true
    case (nil, _?): false
    default: left.counted == right.counted ? left.item < right.item : left.counted > right.counted
    }
  }
}
