public import Domain
public import Features

/// The clicks of a period, by the page they say they were made on: what pages are labelled from.
///
/// A click labels a card when it names the card's page and shelf, is of the page's own listener, and was made at or after the
/// page's moment and within the attribution window. All others are misfits: they label nothing and are counted by their reason.
/// About 250 bytes a click; holds at most its limit, a billion-row log being no reason to fill the memory.
public struct ClickSet: Sendable {
  /// One click on a card, as somebody sent it.
  public struct Click: Hashable, Sendable {
    /// Who clicked, as the event says.
    public var listener: ListenerIdentifier
    /// The shelf that it names.
    public var shelf: String
    /// The item that it names.
    public var item: ItemIdentifier
    /// When it was made.
    public var moment: Moment
    /// When it was taken; nil where the log does not say.
    public var taken: Moment?
  }

  private let clicksMax: Int
  private let window: AttributionWindow
  private let end: Moment?
  private var clicks: [String: Set<Click>] = [:]
  private var joined: Set<String> = []

  /// How many clicks are held.
  public private(set) var count = 0

  /// No clicks yet.
  ///
  /// - Parameters:
  ///   - clicksMax: The most that are held.
  ///   - window: How long after its page a click still counts.
  ///   - end: The moment up to which clicks are known: pages whose window ends later are open. Nil when all are closed.
  public init(clicksMax: Int, window: AttributionWindow = AttributionWindow(), until end: Moment? = nil) {
    self.clicksMax = clicksMax
    self.window = window
    self.end = end
  }

  /// Takes in an event: a click with a place, once however often it is told. Others are passed over.
  ///
  /// - Throws: ``DatasetError/tooManyClicks(limit:)`` past the limit.
  public mutating func add(_ event: ListenerEvent) throws(DatasetError) {
    guard case .click(let item) = event.event.action, let place = event.place else { return }
    let click = Click(
      listener: event.listener, shelf: place.shelf, item: item, moment: event.event.moment, taken: event.taken)
    guard clicks[place.page, default: []].insert(click).inserted else { return }
    count += 1
    guard count <= clicksMax else { throw DatasetError.tooManyClicks(limit: clicksMax) }
  }

  /// The labels of a page, and the clicks that name it and do not fit it. Linear in both.
  public func labels(of page: ServedPage) -> PageLabels {
    var labels = PageLabels(isOpen: end.map { window.end(of: page.moment) > $0 } ?? false)
    guard let named = clicks[page.page] else { return labels }
    let cards = Set(
      page.shelves.flatMap { shelf in
        shelf.cards.map { PageLabels.Card(shelf: shelf.shelf, item: $0.candidate.item) }
      })
    for click in named {
      let card = PageLabels.Card(shelf: click.shelf, item: click.item)
      if let misfit = misfit(of: click, on: page, isShown: cards.contains(card)) {
        labels.misfits.append((click, misfit))
      } else {
        labels.clicked.insert(card)
      }
    }
    return labels
  }

  /// The labels of a page of the log, which is noted as one that was met: clicks on it are not of an unknown page.
  ///
  /// Misfits come with the first page of its name alone, so that each click counts once.
  public mutating func join(_ page: ServedPage) -> PageLabels {
    var labels = labels(of: page)
    if !joined.insert(page.page).inserted { labels.misfits = [] }
    return labels
  }

  /// The clicks on pages that were never met, in no order.
  public var withoutPage: [Click] {
    clicks.filter { !joined.contains($0.key) }.flatMap(\.value)
  }

  private func misfit(of click: Click, on page: ServedPage, isShown: Bool) -> ClickMisfit? {
    if click.listener != page.listener { return .otherListener }
    if !isShown { return .notShown }
    if click.moment < page.moment { return .beforePage }
    return click.moment > window.end(of: page.moment) ? .afterWindow : nil
  }
}

/// How long after its page was served a click is still taken for one of that page.
public struct AttributionWindow: Hashable, Sendable {
  /// Its length in seconds.
  public var seconds: Int64

  /// Four hours, as long as a session of listening may go on: what is clicked first is often heard to its end before the next card
  /// of the same page is. Half an hour would have lost every second honest click of a made world.
  public static let secondsDefault: Int64 = 14_400

  /// A window of so many seconds.
  public init(seconds: Int64 = AttributionWindow.secondsDefault) {
    self.seconds = seconds
  }

  /// The last moment of a click on a page of a moment.
  public func end(of page: Moment) -> Moment { page.adding(seconds: seconds) }
}

/// What the clicks say of one page.
public struct PageLabels: Sendable {
  struct Card: Hashable {
    var shelf: String
    var item: ItemIdentifier
  }

  /// Whether the page's window had not ended when the clicks were read: what was not clicked may still be.
  public let isOpen: Bool
  /// The clicks that name the page and do not fit it.
  public internal(set) var misfits: [(click: ClickSet.Click, misfit: ClickMisfit)] = []
  var clicked: Set<Card> = []

  init(isOpen: Bool) {
    self.isOpen = isOpen
  }

  /// Whether that card was clicked.
  public func isClicked(_ item: ItemIdentifier, on shelf: String) -> Bool {
    clicked.contains(Card(shelf: shelf, item: item))
  }
}
