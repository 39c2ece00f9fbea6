import Features
import FoundationEssentials
import Models
import Statistics
import Testing

@Suite("Candidates on Last.fm")
struct LastFMEvaluationTests {
  private static let file =
    "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    + "/shared/data/lastfm-hetrec2011/user_artists.dat"

  /// A small part of the bar, cheap without optimization: 300 listeners and 8 factors. The whole bar is printed by
  /// `bandstand evaluate candidates --lastfm FOLDER --seeds 3`.
  // Skipped where the real files are not at hand: they are not ours to commit.
  @Test(
    "On a few hundred real listeners factorization finds far more than popularity",
    .enabled(if: FileManager.default.fileExists(atPath: Self.file)))
  func beatsPopularity() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: Self.file))
    var counts: [PlayCount] = []
    for line in String(decoding: data.prefix(250_000), as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: "\t")
      guard fields.count == 3, let listener = UInt32(fields[0]), listener <= 330, let number = UInt64(fields[1]),
        let plays = Float(fields[2])
      else { continue }
      counts.append(PlayCount(listener: listener, item: ItemIdentifier(.artist, number), plays: plays))
    }
    var settings = FactorizationSettings()
    settings.factorCount = 8
    settings.sweepCount = 3
    let evaluation = try CandidateEvaluation(try Interactions(counts), seed: 1, settings: settings)
    #expect(evaluation.listenerCount > 250)
    #expect(evaluation.recallGain.lower > 0.01, "\(evaluation.popularity) \(evaluation.factorization)")
  }
}
