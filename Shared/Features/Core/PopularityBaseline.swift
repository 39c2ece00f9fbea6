/// The orders by popularity that every trained order has to beat: one list for gates, comparisons and reports.
///
/// Whoever compares takes the stronger one on the very slates that are judged.
public enum PopularityBaseline {
  /// Their features: how often an item is heard by everybody, and by those of the listener's age and country.
  public static let features = ["pair.popularity", "pair.segmentPopularity"]
}
