import Datasets
import Domain
import Features
import Policies
import Testing

@Suite("Datasets stand at their point in time")
struct PointInTimeTests {
  private static let moment = Moment(seconds: 1_700_000_000)
  private static let artist = ItemIdentifier(.artist, 4)

  /// A listener who listened at these seconds around the page's moment.
  private static func profile(_ seconds: [Int64]) -> Profile {
    var profile = Profile()
    for second in seconds {
      let listen = Listen(
        item: ItemIdentifier(.track, 9), artist: artist, genre: 3, playedSeconds: 100, totalSeconds: 100)
      profile.apply(Event(moment: moment.adding(seconds: second), action: .listen(listen)))
    }
    return profile
  }

  /// A page logged with one profile and vectors of another: the same unless something leaked.
  private static func page(logged: Profile, computed: Profile) throws -> ServedPage {
    let candidate = Candidate(
      item: artist, source: .popularity, sourcePosition: 2, sourceScore: 0, factorAffinity: 0.5)
    let row = FeatureRow(
      item: Item(identifier: artist, genre: 3), popularity: nil, source: .popularity, sourcePosition: 2,
      factorAffinity: 0.5)
    let vector = FeatureSet.standard.compute(profile: computed, rows: [row], at: moment).vector(row: 0)
    let shelf = ServedShelf(
      shelf: "artists", model: ModelVersion(model: "ranking.artists", version: 1), policy: "fixed",
      cards: [ServedCard(candidate: candidate, score: 0.5, propensity: 1, features: vector)])
    return ServedPage(
      page: "page-1", listener: try #require(ListenerIdentifier("l")), moment: moment, profile: logged.encoded(),
      fingerprint: FeatureSet.standard.fingerprint, shelves: [shelf])
  }

  private func built(_ page: ServedPage) throws -> RankingDatasetBuilder {
    let set = FeatureSet.standard
    var builder = try RankingDatasetBuilder(
      shelf: "artists", fingerprint: set.fingerprint, featureNames: set.definitions.map(\.name),
      popularityFeature: "pair.popularity")
    try builder.add(page, clicks: ClickSet(clicksMax: 1))
    return builder
  }

  @Test("An impression with the profile as served becomes a row") func served() throws {
    for seconds in [[], [-900, -60], [-900, -60, 0]] as [[Int64]] {
      let profile = Self.profile(seconds)
      let builder = try built(try Self.page(logged: profile, computed: profile))
      #expect(builder.rowCount == 1 && builder.skipped.isEmpty)
    }
  }

  @Test("A planted leak is caught: a profile that knows of the click's own listen is refused") func laterProfile()
    throws
  {
    let later = Self.profile([-900, -60, 30])
    let builder = try built(try Self.page(logged: later, computed: later))
    #expect(builder.rowCount == 0 && builder.skipped == [.laterProfile: 1])
  }

  @Test("A planted leak is caught: vectors of a later profile under the earlier one's name are refused")
  func laterVectors() throws {
    let page = try Self.page(logged: Self.profile([-900, -60]), computed: Self.profile([-900, -60, 30]))
    let builder = try built(page)
    #expect(builder.rowCount == 0 && builder.skipped == [.otherProfile: 1])
  }

  @Test("One changed bit of a feature of the profile is refused") func oneBit() throws {
    let profile = Self.profile([-900, -60])
    var page = try Self.page(logged: profile, computed: profile)
    let vector = try #require(page.shelves[0].cards[0].features)
    let column = try #require(FeatureSet.standard.index(of: "listener.decayedListens"))
    var values = vector.values
    values[column] = values[column].nextUp
    page.shelves[0].cards[0].features = try FeatureVector(values: values, missing: vector.missing)
    #expect(try built(page).skipped == [.otherProfile: 1])
  }

  @Test("A page whose profile cannot be read teaches nothing") func unreadable() throws {
    var page = try Self.page(logged: Profile(), computed: Profile())
    page.profile = [255]
    #expect(try built(page).skipped == [.unreadableProfile: 1])
  }
}
