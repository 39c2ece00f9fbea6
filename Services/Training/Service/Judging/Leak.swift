/// A feature, or two together, that seem to know which cards were clicked.
struct Leak: Hashable, Sendable {
  /// The features' names.
  var features: [String]
  /// What was seen of them, for people.
  var reason: String
  /// What was measured.
  var measured: Double
  /// What is allowed.
  var limit: Double

  /// The names for messages.
  var names: String { features.joined(separator: " and ") }
}
