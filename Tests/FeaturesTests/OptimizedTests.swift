import Features
import OptimizedFeatures
import Policies
import Support
import Testing

/// The very sources of `Features`, compiled as for a release beside the debug build: see Package.swift.
private typealias Debug = Features.FeatureSet
private typealias Release = OptimizedFeatures.FeatureSet

@Suite("Debug and release builds")
struct OptimizedTests {
  @Test("Fold, encode and compute the same bits, at any batch size, for any history")
  func bits() throws {
    #expect(Debug.standard.fingerprint == Release.standard.fingerprint)
    var world = RandomWorld(random: .printed("optimized"))
    for round in 0..<20 {
      let numbers = UInt64.random(in: 1...60, using: &world.random)
      let events = world.events(
        count: Int.random(in: 0...300, using: &world.random), numbers: numbers, isWild: round.isMultiple(of: 3))
      let profile = folded(events)
      var optimized = OptimizedFeatures.Profile()
      for event in events { optimized.apply(try converted(event)) }
      #expect(profile.encoded() == optimized.encoded())
      let rows = world.rows(count: Int.random(in: 1...100, using: &world.random), numbers: numbers)
      let moment = RandomWorld.edgeMoments.randomElement(using: &world.random) ?? Features.Moment(seconds: 0)
      let expected = Debug.standard.compute(profile: profile, rows: rows, at: moment)
      let got = Release.standard.compute(
        profile: optimized, rows: try rows.map(converted), at: .init(milliseconds: moment.milliseconds))
      #expect(got.missing == expected.missing)
      #expect(zip(got.values, expected.values).allSatisfy { $0.bitPattern == $1.bitPattern })
    }
  }

  private func converted(_ event: Features.Event) throws -> OptimizedFeatures.Event {
    let action: OptimizedFeatures.Event.Action
    switch event.action {
    case .listen(let listen): action = .listen(try converted(listen))
    case .click(let item): action = .click(item: try converted(item))
    case .like(let item): action = .like(item: try converted(item))
    case .follow(let item): action = .follow(item: try converted(item))
    case .hide(let item): action = .hide(item: try converted(item))
    case .counted(let item, let plays): action = .counted(item: try converted(item), plays: plays)
    case .account(let told):
      action = .account(
        .init(
          ageBand: told.ageBand.flatMap { .init(rawValue: $0.rawValue) },
          country: told.country.flatMap { .init(rawValue: $0.rawValue) }, city: told.city,
          tier: told.tier.flatMap { .init(rawValue: $0.rawValue) },
          platform: told.platform.flatMap { .init(rawValue: $0.rawValue) }))
    }
    return .init(moment: .init(milliseconds: event.moment.milliseconds), action: action)
  }

  private func converted(_ listen: Features.Listen) throws -> OptimizedFeatures.Listen {
    .init(
      item: try converted(listen.item), artist: try listen.artist.map(converted),
      context: try listen.context.map(converted), genre: listen.genre, playedSeconds: listen.playedSeconds,
      totalSeconds: listen.totalSeconds, platform: listen.platform.flatMap { .init(rawValue: $0.rawValue) })
  }

  private func converted(_ row: Features.FeatureRow) throws -> OptimizedFeatures.FeatureRow {
    // Not within the macro, which takes a module's name for a value.
    let source = OptimizedFeatures.CandidateSource(rawValue: row.source.rawValue)
    return .init(
      item: .init(
        identifier: try converted(row.item.identifier), artist: try row.item.artist.map(converted),
        genre: row.item.genre, releasedSeconds: row.item.releasedSeconds, lengthSeconds: row.item.lengthSeconds),
      popularity: row.popularity.map {
        .init(overall: $0.overall, inSegment: $0.inSegment, rising: $0.rising)
      },
      source: try #require(source),
      sourcePosition: row.sourcePosition, factorAffinity: row.factorAffinity)
  }

  private func converted(_ item: Features.ItemIdentifier) throws -> OptimizedFeatures.ItemIdentifier {
    let converted = OptimizedFeatures.ItemIdentifier(rawValue: item.rawValue)
    return try #require(converted)
  }
}
