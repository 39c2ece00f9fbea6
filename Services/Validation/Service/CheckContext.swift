import Domain
import Features
import Models

/// What a check is told besides the dataset.
struct CheckContext: Sendable {
  /// The moment of the run; nil when it is not known.
  var moment: Moment?
  /// The share of pages on which the shelf's policy explores; nil when it is not known.
  var exploration: Double?
  /// The catalog as it is now; nil when it is not known.
  var catalog: CatalogSnapshot?
  /// The live popularity model; nil when there is none.
  var popularity: PopularityModel?
}
