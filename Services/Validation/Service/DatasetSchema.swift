import Features

/// What every feature of a dataset must be: taken from the feature set that is compiled in.
struct DatasetSchema: Hashable, Sendable {
  /// One feature.
  struct Column: Hashable, Sendable {
    /// Its name.
    var name: String
    /// The least and the greatest value.
    var bounds: ClosedRange<Double>
    /// When it may be missing, for people; nil when it never may.
    var missingRule: String?
    /// What it is computed from; nil when that is not known.
    var basis: FeatureBasis?
    /// Whether it never is the same for all listeners and items of a log of some size.
    var alwaysVaries = false
  }

  /// The feature set's fingerprint.
  var fingerprint: String
  /// Its features, in order.
  var columns: [Column]

  /// The schema of a feature set.
  init(_ features: FeatureSet) {
    self.init(
      fingerprint: features.fingerprint,
      columns: zip(features.definitions, features.bases).map { definition, basis in
        Column(
          name: definition.name,
          bounds: Double(definition.bounds.lowerBound)...Double(definition.bounds.upperBound),
          missingRule: definition.missingRule, basis: basis,
          alwaysVaries: VaryingFeatures.names.contains(definition.name))
      })
  }

  /// A schema of these columns.
  init(fingerprint: String, columns: [Column]) {
    self.fingerprint = fingerprint
    self.columns = columns
  }

  /// The feature of that name; nil when there is none.
  subscript(name: String) -> Column? { columns.first { $0.name == name } }
}
