import Datasets

/// A ranking dataset, divided by time.
struct RankingParts {
  /// How many rows there are in both parts.
  var impressions: Int
  /// What the model is fitted on.
  var learned: RankingDataset
  /// The newest slates, which it is judged on.
  var heldOut: RankingDataset
}
