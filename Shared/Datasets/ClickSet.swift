public import Domain
public import Features

/// The clicks of a period: which item of which shelf of which page was opened.
///
/// About 200 bytes a click; holds at most its limit, a billion-row log being no reason to fill the memory.
public struct ClickSet: Sendable {
  private struct Click: Hashable {
    var place: CardPlace
    var item: ItemIdentifier
  }

  private let clicksMax: Int
  private var clicks: Set<Click> = []

  /// No clicks yet, and at most so many.
  public init(clicksMax: Int) {
    self.clicksMax = clicksMax
  }

  /// How many cards were clicked.
  public var count: Int { clicks.count }

  /// Takes in an event: a click with a place, once however often it is told. Others are passed over.
  ///
  /// - Throws: ``DatasetError/tooManyRows(limit:)`` past the limit.
  public mutating func add(_ event: ListenerEvent) throws(DatasetError) {
    guard case .click(let item) = event.event.action, let place = event.place else { return }
    clicks.insert(Click(place: place, item: item))
    guard clicks.count <= clicksMax else { throw DatasetError.tooManyRows(limit: clicksMax) }
  }

  /// Whether that card was clicked.
  public func contains(page: String, shelf: String, item: ItemIdentifier) -> Bool {
    clicks.contains(Click(place: CardPlace(page: page, shelf: shelf), item: item))
  }
}
