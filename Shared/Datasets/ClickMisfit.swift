/// Why a click labels no card.
public enum ClickMisfit: String, CaseIterable, Hashable, Sendable, CustomStringConvertible {
  /// The page that it names was served to another listener.
  case otherListener
  /// It was made before the page was served.
  case beforePage
  /// It was made after the attribution window had ended.
  case afterWindow
  /// The page did not show that item on that shelf.
  case notShown
  /// There is no such page in the period that is learned from.
  case unknownPage

  /// The reason for people.
  public var description: String {
    switch self {
    case .otherListener: "on another listener's page"
    case .beforePage: "before their page was served"
    case .afterWindow: "after their page's attribution window"
    case .notShown: "on cards that the page did not show"
    case .unknownPage: "on pages that are not in the log"
    }
  }
}
