import Datasets
import Domain
import Features
import Policies
import Testing

@Suite("Building a ranking dataset from served pages")
struct RankingDatasetBuilderTests {
  @Test("Each card shown becomes a row with the bits that were served") func servedBits() throws {
    let page = try MadePages.page(7, seconds: 100)
    var builder = try MadePages.builder()
    try builder.add(page, clicks: ClickSet(clicksMax: 1))
    let dataset = try builder.finish()
    #expect(dataset.rowCount == 4 && dataset.groupCount == 1 && dataset.positions == [0, 1, 2, 3])
    for (row, card) in page.shelves[0].cards.enumerated() {
      let vector = try #require(card.features)
      #expect(dataset.vector(row: row).values.map(\.bitPattern) == vector.values.map(\.bitPattern))
      #expect(dataset.vector(row: row).missing == vector.missing)
      #expect(dataset.popularity[row] == vector.values[0])
      #expect(dataset.propensities[row] == card.propensity && dataset.items[row] == card.candidate.item)
      for feature in dataset.featureNames.indices {
        #expect(dataset.value(row: row, feature: feature) == vector[feature])
      }
    }
  }

  @Test("Rows know their listeners by numbers that rise as listeners first appear, and split apart so") func listeners()
    throws
  {
    var builder = try MadePages.builder()
    for (number, seconds) in [(5, 3), (9, 1), (2, 2)] as [(Int, Int64)] {
      try builder.add(try MadePages.page(number, seconds: seconds, cards: 2), clicks: ClickSet(clicksMax: 1))
    }
    var again = try MadePages.page(11, seconds: 4, cards: 2)
    again.listener = try MadePages.page(9, seconds: 1).listener
    try builder.add(again, clicks: ClickSet(clicksMax: 1))
    let dataset = try builder.finish()
    #expect(dataset.listeners == [0, 0, 1, 1, 2, 2, 0, 0] && dataset.listenerCount == 3)
    #expect(dataset.split(heldOutFrom: Moment(seconds: 3)).heldOut.listeners == [0, 0, 1, 1])
  }

  @Test("Only a click on that page, shelf and item labels a row") func labels() throws {
    var clicks = ClickSet(clicksMax: 10)
    try clicks.add(try MadePages.click(1, position: 2))
    try clicks.add(try MadePages.click(1, position: 2))
    var elsewhere = try MadePages.click(1, position: 0)
    elsewhere.place?.shelf = "shows"
    try clicks.add(elsewhere)
    var nowhere = try MadePages.click(1, position: 1)
    nowhere.place = nil
    try clicks.add(nowhere)
    #expect(clicks.count == 2)
    var builder = try MadePages.builder()
    try builder.add(try MadePages.page(1, seconds: 1), clicks: clicks)
    try builder.add(try MadePages.page(2, seconds: 2), clicks: clicks)
    #expect(try builder.finish().labels == [false, false, true, false, false, false, false, false])
  }

  @Test("A click labels only its own listener's page, from the page's moment to the end of the window") func misfits()
    throws
  {
    let page = try MadePages.page(1, seconds: 100)
    func click(_ position: Int, seconds: Int64, listener number: Int = 1) throws -> ListenerEvent {
      var event = try MadePages.click(1, position: position)
      event.identifier = "click-\(position)-\(seconds)-\(number)"
      event.event.moment = Moment(seconds: seconds)
      event.listener = try MadePages.page(number, seconds: 1).listener
      return event
    }
    var clicks = ClickSet(clicksMax: 10, window: AttributionWindow(seconds: 50))
    try clicks.add(try click(0, seconds: 100))
    try clicks.add(try click(1, seconds: 150))
    try clicks.add(try click(2, seconds: 120, listener: 7))
    try clicks.add(try click(3, seconds: 99))
    try clicks.add(try click(2, seconds: 151))
    try clicks.add(try click(9, seconds: 101))
    var pageless = try click(0, seconds: 101)
    pageless.place?.page = "page-none"
    try clicks.add(pageless)
    let labels = clicks.join(page)
    #expect(
      labels.misfits.map(\.misfit).sorted { $0.rawValue < $1.rawValue } == [
        .afterWindow, .beforePage, .notShown, .otherListener,
      ])
    #expect(clicks.withoutPage.count == 1)
    #expect(clicks.join(page).misfits.isEmpty, "each click is counted once")
    var builder = try MadePages.builder()
    try builder.add(page, labels: labels)
    #expect(try builder.finish().labels == [true, true, false, false])
  }

  @Test("A page whose window has not ended teaches nothing yet, clicked or not") func openWindow() throws {
    var clicks = ClickSet(clicksMax: 10, window: AttributionWindow(seconds: 50), until: Moment(seconds: 150))
    try clicks.add(try MadePages.click(101, position: 0))
    var builder = try MadePages.builder()
    for seconds in [100, 101] { try builder.add(try MadePages.page(seconds, seconds: Int64(seconds)), clicks: clicks) }
    #expect(builder.slateCount == 1 && builder.skipped == [.openWindow: 1])
  }

  @Test("The dataset is the same in whatever order the pages come") func anyOrder() throws {
    let pages = try (0..<20).map { try MadePages.page($0, seconds: Int64($0 / 3)) }
    var generator = SeededGenerator(seed: 5)
    let encodings = try [pages, pages.reversed(), pages.shuffled(using: &generator)].map { pages in
      var builder = try MadePages.builder()
      for page in pages { try builder.add(page, clicks: ClickSet(clicksMax: 1)) }
      return try builder.finish().encoded()
    }
    #expect(encodings[0] == encodings[1] && encodings[0] == encodings[2])
  }

  @Test("Pages that teach nothing are counted by their reason") func skips() throws {
    var builder = try MadePages.builder()
    let good = try MadePages.page(1, seconds: 1)
    let changes: [(SkipReason, (inout ServedPage) throws -> Void)] = [
      (.notShown, { $0.shelves[0].shelf = "shows" }),
      (.notShown, { $0.shelves[0].cards = [] }),
      (.noVectors, { $0.shelves[0].cards[2].features = nil }),
      (.otherFingerprint, { $0.fingerprint = "ff" }),
      (.wrongVectorSize, { $0.shelves[0].cards[1].features = try FeatureVector(values: [1], missing: [0]) }),
      (.wrongPropensity, { $0.shelves[0].cards[0].propensity = 0 }),
      (.wrongPropensity, { $0.shelves[0].cards[0].propensity = .nan }),
    ]
    for (_, change) in changes {
      var page = good
      try change(&page)
      try builder.add(page, clicks: ClickSet(clicksMax: 1))
    }
    try builder.add(good, clicks: ClickSet(clicksMax: 1))
    try builder.add(good, clicks: ClickSet(clicksMax: 1))
    #expect(
      builder.skipped == [
        .notShown: 2, .noVectors: 1, .otherFingerprint: 1, .wrongVectorSize: 1, .wrongPropensity: 2, .duplicate: 1,
      ])
    #expect(builder.slateCount == 1 && builder.rowCount == 4)
  }

  @Test("Row, click and name limits are held") func limits() throws {
    var builder = try MadePages.builder(rowsMax: 7)
    try builder.add(try MadePages.page(1, seconds: 1), clicks: ClickSet(clicksMax: 1))
    let second = try MadePages.page(2, seconds: 1)
    #expect(throws: DatasetError.tooManyRows(limit: 7)) {
      try builder.add(second, clicks: ClickSet(clicksMax: 1))
    }
    var clicks = ClickSet(clicksMax: 1)
    try clicks.add(try MadePages.click(1, position: 0))
    #expect(throws: DatasetError.tooManyClicks(limit: 1)) { try clicks.add(try MadePages.click(1, position: 1)) }
    let names: [(DatasetError, [String], String)] = [
      (.noPopularityFeature(name: "b"), ["a"], "b"), (.repeatedFeature(in: "s"), ["a", "a"], "a"),
      (.nameLength(limitBytes: 256, gotBytes: 0), ["a", ""], "a"),
      (.tooManyFeatures(limit: 1024, got: 1025), (0...1024).map { "f\($0)" }, "f0"),
    ]
    for (error, names, popularity) in names {
      #expect(throws: error) {
        try RankingDataset(shelf: "s", fingerprint: "f", featureNames: names, popularityFeature: popularity)
      }
    }
  }
}
