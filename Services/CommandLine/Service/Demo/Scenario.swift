import Features

/// A way to fill the services and show what they make of it.
protocol Scenario: Sendable {
  /// A listener whose page is worth a look.
  var exampleListener: String { get }
  /// The moment the scenario ends at; nil for now.
  var moment: Moment? { get }

  /// What must stand before the services start, such as the catalog.
  func prepare() async throws

  /// Fills, trains, and prints pages.
  func run(_ peers: Peers) async throws
}
