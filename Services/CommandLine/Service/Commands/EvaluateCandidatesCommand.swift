import ArgumentParser
import FoundationEssentials
import Hosting
import Intake
import Models
import Storage
import Wording

extension EvaluateCommand {
  /// `bandstand evaluate candidates`
  struct CandidatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "candidates",
      abstract: "Measures how much of what was held back popularity and factorization find.",
      discussion: """
        Each listener's artists are divided 8:1:1 at random by the seed. Models are fitted to the first part; all artists are \
        ranked, those known before are left out, and the first ten are judged by the last part.
        """)

    @Option(help: "The folder with the Last.fm HetRec 2011 files.")
    var lastfm: String

    @Option(help: "How many seeds, from 1 on.")
    var seeds = 3

    @Flag(help: "Print a JSON object a line instead of a table.")
    var json = false

    @Option(help: "A file for the JSON lines, beside what is printed.")
    var jsonFile: String?

    func validate() throws {
      guard (1...1000).contains(seeds) else { throw ValidationError("--seeds must be from 1 to 1000") }
    }

    func run() async throws {
      // Nothing is brought in, so what cannot be used is only told.
      let aside = ImportQuarantine(objects: MemoryObjectStore(), received: .now)
      let data = try await LastFMReader(folder: lastfm, quarantine: aside)
      let interactions = try Interactions(
        data.plays.map { PlayCount(listener: $0.listener, item: $0.artist, plays: Float($0.plays)) })
      var evaluations: [CandidateEvaluation] = []
      for seed in 1...UInt64(seeds) {
        evaluations.append(try CandidateEvaluation(interactions, seed: seed))
        if json, let last = evaluations.last { print(Self.line(last)) }
      }
      if let jsonFile {
        let lines = evaluations.map { Self.line($0) + "\n" }.joined()
        try Data(lines.utf8).write(to: URL(filePath: jsonFile))
      }
      if !json {
        QuarantinePrinter.print(data.quarantined)
        print(Self.table(evaluations))
      }
    }

    private static func line(_ evaluation: CandidateEvaluation) -> String {
      """
      {"seed":\(evaluation.seed),"listeners":\(evaluation.listenerCount),\
      "recall@10":\(evaluation.factorization.recallAt10),"ndcg@10":\(evaluation.factorization.ndcgAt10),\
      "popularity_recall@10":\(evaluation.popularity.recallAt10),\
      "popularity_ndcg@10":\(evaluation.popularity.ndcgAt10)}
      """
    }

    private static func table(_ evaluations: [CandidateEvaluation]) -> String {
      var table = TextTable([
        "seed", "listeners", "factorization recall@10", "ndcg@10", "popularity recall@10", "ndcg@10",
      ])
      let rows = evaluations.map { evaluation in
        [
          evaluation.factorization.recallAt10, evaluation.factorization.ndcgAt10, evaluation.popularity.recallAt10,
          evaluation.popularity.ndcgAt10,
        ]
      }
      for (evaluation, row) in zip(evaluations, rows) {
        table.append(
          ["\(evaluation.seed)", "\(evaluation.listenerCount)"] + row.map { Decimals.text($0, digits: 5) })
      }
      let means = (0..<4).map { column in rows.reduce(0) { $0 + $1[column] } / Double(rows.count) }
      table.append(["mean", ""] + means.map { Decimals.text($0, digits: 5) })
      return table.text
    }
  }
}
