/// The name that somebody may have meant.
enum NearestName {
  /// The name with the fewest letters to change, add or drop; nil when all are too far. Of equals the first.
  static func find(_ name: String, in names: [String]) -> String? {
    let scored = names.map { (distance: distance(name, $0), name: $0) }
    guard let best = scored.min(by: { $0.distance < $1.distance }),
      best.distance <= ConfigurationLimits.nearestDistanceMax
    else { return nil }
    return best.name
  }

  /// The Levenshtein distance, one row at a time.
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right.utf8)
    var row = Array(0...right.count)
    for (leftIndex, leftByte) in left.utf8.enumerated() {
      var diagonal = row[0]
      row[0] = leftIndex + 1
      for (rightIndex, rightByte) in right.enumerated() {
        let substituted = diagonal + (leftByte == rightByte ? 0 : 1)
        diagonal = row[rightIndex + 1]
        row[rightIndex + 1] = min(substituted, diagonal + 1, row[rightIndex] + 1)
      }
    }
    return row[right.count]
  }
}
