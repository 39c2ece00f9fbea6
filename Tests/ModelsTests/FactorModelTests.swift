import Features
import Policies
import Testing

@testable import Models

@Suite("Factor model")
struct FactorModelTests {
  private func item(_ number: UInt64, _ kind: ItemKind = .artist) -> ItemIdentifier { ItemIdentifier(kind, number) }

  /// Two groups of listeners with tastes of their own: artists and playlists below 10, and those from 10 on.
  private func twoTastes() throws -> FactorModel {
    var generator = SeededGenerator(seed: 3)
    var plays: [PlayCount] = []
    for listener in 0..<40 as Range<UInt32> {
      let first: UInt64 = listener < 20 ? 0 : 10
      for number in first..<first + 10 where generator.unit() < 0.6 {
        plays.append(PlayCount(listener: listener, item: item(number), plays: 5))
        plays.append(PlayCount(listener: listener, item: item(number, .playlist), plays: 1))
      }
    }
    var settings = FactorizationSettings()
    settings.factorCount = 4
    return try Factorization.fit(try Interactions(plays), settings: settings)
  }

  @Test("A listener is offered what others of the same taste play, without what is excluded")
  func topFollowsTaste() throws {
    let model = try twoTastes()
    let heard = [item(1), item(2), item(3)]
    let listener = try #require(model.foldIn(heard.map { (item: $0, plays: Float(3)) }))
    let top = model.top(7, kinds: [.artist], for: listener, excluding: Set(heard))
    #expect(Set(top.map(\.item)) == Set([0, 4, 5, 6, 7, 8, 9].map { item($0) }))
    #expect(zip(top, top.dropFirst()).allSatisfy { $0.score >= $1.score })
    #expect(model.top(3, kinds: [.playlist], for: listener).allSatisfy { $0.item.kind == .playlist })
    #expect(model.top(5, kinds: [.podcast], for: listener).isEmpty)
    #expect(model.top(0, kinds: [.artist], for: listener).isEmpty)
    #expect(model.top(999, kinds: [.artist, .playlist], for: listener).count == 40)
  }

  @Test("Affinity is a cosine: high within a taste, low across")
  func affinity() throws {
    let model = try twoTastes()
    let folded = model.foldIn([(item(1), 1), (item(2), 1)])
    let listener = try #require(folded)
    let near = try #require(model.affinity(of: item(4), for: listener))
    let far = try #require(model.affinity(of: item(14), for: listener))
    #expect(near > 0.8 && near <= 1)
    #expect(abs(far) < 0.3)
    #expect(model.affinity(of: item(999), for: listener) == nil)
  }

  @Test("A listener of whom the model knows nothing has no factors")
  func unknownListener() throws {
    let model = try twoTastes()
    #expect(model.foldIn([]) == nil)
    #expect(model.foldIn([(item(500), 3)]) == nil)
    #expect(model.foldIn([(item(1), .nan), (item(1), 0), (item(1), -1), (item(1), .infinity)]) == nil)
  }

  @Test("Counts of one item add up and their order does not matter")
  func foldInOrder() throws {
    let model = try twoTastes()
    #expect(model.foldIn([(item(1), 2), (item(3), 4), (item(1), 1)]) == model.foldIn([(item(3), 4), (item(1), 3)]))
  }

  @Test("The same counts in any order and the same seed give the same bytes")
  func deterministic() throws {
    let golden = try FactorizationGolden.read()
    var shuffled = golden.plays
    var generator = SeededGenerator(seed: 17)
    generator.shuffle(&shuffled)
    let first = try Factorization.fit(try Interactions(golden.plays), settings: golden.settings)
    let second = try Factorization.fit(try Interactions(shuffled), settings: golden.settings)
    #expect(first.encoded() == second.encoded())
  }

  @Test("Impossible settings and counts are refused with what was wrong")
  func refusals() throws {
    let plays = [PlayCount(listener: 1, item: item(1), plays: 1)]
    var settings = FactorizationSettings()
    settings.regularization = .nan
    #expect(throws: ModelError.self) { try Factorization.fit(try Interactions(plays), settings: settings) }
    #expect(throws: ModelError.nothingToLearnFrom(what: "play counts")) { try Interactions([]) }
    #expect(throws: ModelError.notFinite(what: "play count", index: 1)) {
      try Interactions(plays + [PlayCount(listener: 1, item: item(2), plays: -1)])
    }
    let model = try Factorization.fit(try Interactions(plays))
    #expect(model.items == [item(1)])
  }
}
