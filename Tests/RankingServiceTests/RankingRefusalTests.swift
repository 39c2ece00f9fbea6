import Domain
import Features
import Messages
import Policies
import RPC
import Testing
import Translation

@testable import RankingService

@Suite("What ranking refuses")
struct RankingRefusalTests {
  @Test("Another feature set is FAILED_PRECONDITION that names both fingerprints") func fingerprint() async throws {
    try await RankingBench.run { bench in
      var request = MadeRanking.request()
      request.featureSetFingerprint = "0123456789abcdef0123456789abcdef"
      let status = try #require(try await bench.refusal(of: request))
      #expect(status.code == .failedPrecondition)
      #expect(status.message.contains(request.featureSetFingerprint))
      #expect(status.message.contains(FeatureSet.standard.fingerprint))
      request.featureSetFingerprint = FeatureSet.standard.fingerprint
      #expect(try await bench.refusal(of: request) == nil)
    }
  }

  @Test("Each thing that is wrong is INVALID_ARGUMENT that names the shelf and what to do", arguments: Wrong.all)
  func wrong(_ wrong: Wrong) async throws {
    try await RankingBench.run { bench in
      var request = MadeRanking.request()
      wrong.change(&request)
      let status = try #require(try await bench.refusal(of: request))
      #expect(status.code == .invalidArgument)
      for word in wrong.words { #expect(status.message.contains(word), "\(status.message) does not say \(word)") }
    }
  }

  @Test("No bytes in place of a profile are worse than INVALID_ARGUMENT") func hostileProfiles() async throws {
    let profile = MadeRanking.profile.encoded()
    let seed: UInt64 = 11
    var random = SeededGenerator(seed: seed)
    try await RankingBench.run { bench in
      for length in 1..<profile.count {
        var request = MadeRanking.request(candidates: MadeRanking.candidates(1), cardsMax: 1)
        request.profile = Array(profile[..<length])
        #expect(try await bench.refusal(of: request)?.code == .invalidArgument, "cut at \(length)")
      }
      for _ in 0..<200 {
        var request = MadeRanking.request(candidates: MadeRanking.candidates(1), cardsMax: 1)
        request.profile = profile
        request.profile[random.below(profile.count)] = UInt8(truncatingIfNeeded: random.next())
        let refusal = try await bench.refusal(of: request)
        #expect(refusal == nil || refusal?.code == .invalidArgument, "seed \(seed): \(request.profile)")
      }
    }
  }

  @Test("Moments at the ends of time are answered with finite numbers", arguments: [Int64.min, -1, 0, .max])
  func moments(_ milliseconds: Int64) async throws {
    try await RankingBench.run { bench in
      var request = MadeRanking.request()
      request.momentMilliseconds = milliseconds
      let refusal = try await bench.refusal(of: request)
      if let refusal { #expect(refusal.code == .invalidArgument) }
    }
  }

  @Test("The feature set is described feature by feature") func featureSet() async throws {
    try await RankingBench.run { bench in
      let answer = try await bench.ranking.getFeatureSet(Wire.GetFeatureSetRequest())
      #expect(answer.fingerprint == FeatureSet.standard.fingerprint)
      #expect(answer.features.map(\.name) == FeatureSet.standard.definitions.map(\.name))
      #expect(answer.features.allSatisfy { !$0.meaning.isEmpty && $0.lowerBound < $0.upperBound })
    }
  }

  @Test("An order that there is none of, and a page without an identifier or with too long a one, are refused")
  func orderAndPage() async throws {
    try await RankingBench.run { bench in
      for number in [-1, 2, 7, Int32.max] {
        let refusal = try await bench.refusal(of: MadeRanking.request(order: .unrecognized(number)))
        #expect(refusal?.code == .invalidArgument && refusal?.message.contains("order is \(number)") == true)
      }
      for page in ["", String(repeating: "p", count: 129), "page\u{1b}[2J"] {
        let refusal = try await bench.refusal(of: MadeRanking.request(page: page))
        #expect(refusal?.code == .invalidArgument && refusal?.message.contains("page has") == true)
      }
      #expect(try await bench.refusal(of: MadeRanking.request(page: String(repeating: "p", count: 128))) == nil)
    }
  }

  @Test("A long name with control characters comes back short and clean")
  func echo() async throws {
    try await RankingBench.run { bench in
      let name = "\u{1b}[31m\n" + String(repeating: "n", count: 100_000)
      let refusal = try await bench.refusal(of: MadeRanking.request(name))
      #expect(refusal?.code == .invalidArgument && refusal?.message.contains("?[31m?nnn") == true)
      #expect((refusal?.message.utf8.count ?? 0) < 400)
    }
  }
}

/// One thing wrong with a request, and words that the refusal must have.
struct Wrong: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let words: [String]
  let change: @Sendable (inout Wire.RankRequest) -> Void

  init(_ name: String, _ words: [String], _ change: @escaping @Sendable (inout Wire.RankRequest) -> Void) {
    testDescription = name
    self.words = words
    self.change = change
  }

  static let all: [Wrong] = [
    Wrong("an unknown shelf", ["\"nowhere\"", "artists, sure, fixed"]) { $0.shelves[0].shelf = "nowhere" },
    Wrong("no cards", ["artists", "cards_max is 0", "1 to 100"]) { $0.shelves[0].cardsMax = 0 },
    Wrong("too many cards", ["cards_max is 101"]) { $0.shelves[0].cardsMax = 101 },
    Wrong("far too many cards", ["4294967295"]) { $0.shelves[0].cardsMax = .max },
    Wrong("a candidate twice", ["artists", "artist:1 ", "twice"]) {
      $0.shelves[0].candidates.append($0.shelves[0].candidates[0])
    },
    Wrong("no item", ["artists", "item"]) { $0.shelves[0].candidates[3].item = 5 },
    Wrong("an unknown source", ["artists", "source", "a friend"]) { $0.shelves[0].candidates[3].source = "a friend" },
    Wrong("a score that is no number", ["source_score"]) { $0.shelves[0].candidates[3].sourceScore = .nan },
    Wrong("an affinity above 1", ["factor_affinity"]) { $0.shelves[0].candidates[3].factorAffinity = 1.5 },
    Wrong("too many candidates", ["artists", "1001", "1000"]) {
      $0.shelves[0].candidates = (0...1000).map { number in
        Wire.Candidate(item: ItemIdentifier(.track, UInt64(number)).rawValue, source: "rule")
      }
    },
    Wrong("a shelf twice", ["artists", "twice"]) { $0.shelves.append($0.shelves[0]) },
    Wrong("a profile that is none", ["profile"]) { $0.profile = [255, 1, 2] },
  ]
}
