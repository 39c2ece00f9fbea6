import Domain
import Features
import Messages
import Testing
import Translation

/// What comes from a message into the domain, and what is refused by name.
@Suite struct TranslationTests {
  private let candidate = Wire.Candidate(
    item: ItemIdentifier(.artist, 51).rawValue, source: "factorization", sourcePosition: 3, sourceScore: 0.5,
    factorAffinity: -0.25)

  private var card: Wire.ServedCard {
    Wire.ServedCard(
      candidate: candidate, score: 0.125, propensity: 0.5, features: Wire.FeatureVector(values: [1, 0], missing: [2]))
  }

  private var page: Wire.ServedPage {
    Wire.ServedPage(
      page: "p1", listener: "l1", momentMilliseconds: 1_700_000_000_000, profile: [1, 2], featureSetFingerprint: "f",
      shelves: [
        Wire.ServedShelf(
          shelf: "artists", model: Wire.ModelVersion(model: "ranking.artists", version: 4), policy: "greedy",
          cards: [card, card])
      ])
  }

  @Test("A served page goes into the domain and back unchanged")
  func roundTrip() throws {
    let native = try ServedPage(page)
    #expect(native.shelves[0].cards[1].candidate.item == ItemIdentifier(.artist, 51))
    #expect(native.shelves[0].cards[0].features?[1] == nil)
    #expect(Wire.ServedPage(native) == page)
  }

  @Test("Attributes go into the domain and back unchanged, known or not")
  func attributes() throws {
    let all = Wire.ListenerAttributes(
      ageBand: "55plus", country: "SE", city: "Malmö", tier: "family", platform: "car")
    #expect(Wire.ListenerAttributes(try ListenerAttributes(all)) == all)
    #expect(try ListenerAttributes(Wire.ListenerAttributes()) == ListenerAttributes())
  }

  @Test("A shelf without a model has version 0")
  func noModel() throws {
    #expect(try ServedShelf(Wire.ServedShelf(shelf: "picks")).model == ModelVersion(model: "", version: 0))
  }

  @Test("What is wrong deep in a page is named by its path")
  func path() {
    var page = page
    page.shelves[0].cards[1].candidate?.source = "guess"
    let error = #expect(throws: TranslationError.self) { try ServedPage(page) }
    #expect(
      error?.description
        == "shelves[0].cards[1].candidate.source: \"guess\" is not one of rule, editorial, popularity, "
        + "recentlyHeard, factorization")
  }

  @Test("A propensity outside (0, 1] is refused", arguments: [0, -0.5, 1.0000001, .nan, .infinity])
  func propensity(_ value: Double) {
    var card = card
    card.propensity = value
    #expect(throws: TranslationError.self) { try ServedCard(card) }
  }

  @Test("A score that is not finite is refused", arguments: [Float.nan, .infinity, -.infinity])
  func score(_ value: Float) {
    var card = card
    card.score = value
    #expect(error { try ServedCard(card) } == "score: not a finite number")
    var candidate = candidate
    candidate.sourceScore = value
    #expect(error { try Candidate(candidate) } == "source_score: not a finite number")
    candidate = self.candidate
    candidate.factorAffinity = value
    #expect(error { try Candidate(candidate) } == "factor_affinity: not a finite number")
  }

  @Test("An affinity beyond 1 is refused")
  func affinity() {
    var candidate = candidate
    candidate.factorAffinity = 1.5
    #expect(error { try Candidate(candidate) } == "factor_affinity: 1.5 is not in -1...1")
  }

  @Test("An item of an unknown kind is refused", arguments: [0, 7, UInt64(9) << 56, .max])
  func item(_ raw: UInt64) {
    var candidate = candidate
    candidate.item = raw
    #expect(
      error { try Candidate(candidate) }
        == "item: \(raw) is no item: the top 8 bits are a kind from 1 to 5, the other 56 a number")
  }

  @Test("A card without its candidate is refused")
  func missingCandidate() {
    var card = card
    card.candidate = nil
    #expect(error { try ServedCard(card) } == "candidate: missing; it must be set")
  }

  @Test("A vector whose bitmap does not fit, or with NaN, is refused by the core's own words")
  func vectorContent() {
    let noBitmap = Wire.FeatureVector(values: [1, 2])
    #expect(
      error { try FeatureVector(noBitmap) }?.hasPrefix("values: the bitmap of missing values has 0 bytes") == true)
    let notANumber = Wire.FeatureVector(values: [1, .nan], missing: [0])
    #expect(error { try FeatureVector(notANumber) }?.hasPrefix("values: feature value 1 is not finite") == true)
  }

  @Test("Unknown names of attributes are refused with the names allowed")
  func attributeNames() {
    #expect(
      error { try ListenerAttributes(Wire.ListenerAttributes(tier: "gold")) }
        == "tier: \"gold\" is not one of free, premium, family, student")
    #expect(
      error { try ListenerAttributes(Wire.ListenerAttributes(country: "Sverige")) }?.hasPrefix("country:") == true)
    #expect(error { try ListenerAttributes(Wire.ListenerAttributes(country: "ZZ")) }?.hasPrefix("country:") == true)
    #expect((try? ListenerAttributes(Wire.ListenerAttributes(country: "UK")))?.country == Country("GB"))
    let long = Wire.ListenerAttributes(city: String(repeating: "x", count: 97))
    #expect(error { try ListenerAttributes(long) } == "city: 97 bytes; at most 96 are allowed")
  }

  @Test("A wrong value is shown only in part")
  func longValue() {
    let error = error { try ListenerAttributes(Wire.ListenerAttributes(tier: String(repeating: "é", count: 1000))) }
    #expect((error?.count ?? 0) < 200)
  }

  @Test("Moments outside the years 1 to 9999 are refused", arguments: [Int64.min, -62_135_596_800_001, .max])
  func moments(_ milliseconds: Int64) {
    #expect(throws: TranslationError.self) { try Moment(wire: milliseconds) }
  }

  @Test("A listener, a page and a shelf without a name are refused")
  func names() {
    var nameless = page
    nameless.listener = ""
    #expect(error { try ServedPage(nameless) }?.hasPrefix("listener:") == true)
    nameless = page
    nameless.page = ""
    #expect(error { try ServedPage(nameless) } == "page: missing; it must be set")
    nameless = page
    nameless.shelves[0].shelf = String(repeating: "s", count: 129)
    #expect(error { try ServedPage(nameless) } == "shelves[0].shelf: 129 bytes; at most 128 are allowed")
  }

  @Test("More candidates than a shelf may have are refused")
  func tooMany() {
    let many = [Wire.Candidate](repeating: candidate, count: 1001)
    #expect(error { try Candidate.list(many) } == "candidates: 1001 elements; at most 1000 are allowed")
  }

  private func error<Value>(_ make: () throws -> Value) -> String? {
    do {
      _ = try make()
      return nil
    } catch {
      return (error as? TranslationError)?.description
    }
  }
}
