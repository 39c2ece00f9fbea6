/// Why statistics could not be put together.
public enum StatisticsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Two histograms were counted over different bins.
  case differentBins(left: Int, right: Int)

  /// What was wrong and what to do.
  public var description: String {
    switch self {
    case .differentBins(let left, let right):
      """
      two histograms were counted over different bins (\(left) and \(right) of them); count both over the bins of the \
      reference dataset
      """
    }
  }
}
