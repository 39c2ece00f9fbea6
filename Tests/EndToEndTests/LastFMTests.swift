import FoundationEssentials
import Support
import Testing

extension EndToEnd {
  /// Skipped where the real listening data is not beside the repository.
  @Suite("Last.fm HetRec 2011", .enabled(if: CutLastFM.isThere))
  struct LastFMTests {
    @Test("A run on real listening prints three listeners, what they play most and what is recommended to them")
    func run() async throws {
      let data = try CutLastFM(listeners: 120)
      let ending = try await Bandstand.run(
        ["run", "--once", "--port", "0", "--folder", data.folder.path("run"), "--data", data.path],
        environment: Demo.patience)
      #expect(ending.isSuccess, "\(ending)")
      #expect(ending.output.contains("120 listeners, "), "\(ending)")
      #expect(ending.output.contains("factorization@1 is live"), "\(ending)")
      let listeners = ending.output.split(separator: /\n(?=lastfm-\d+:\n)/).dropFirst()
      #expect(listeners.count == 3, "\(ending)")
      for listener in listeners {
        let rows = listener.split(separator: "\n").filter { $0.contains("Close to what you listen to") }
        #expect(!rows.isEmpty, "\(listener)")
      }
    }

    @Test("Candidates are evaluated on it: a JSON object a seed, or a table with the mean")
    func evaluation() async throws {
      let data = try CutLastFM(listeners: 60)
      let lines = try await Bandstand.run(
        ["evaluate", "candidates", "--lastfm", data.path, "--seeds", "1", "--json"])
      #expect(lines.isSuccess, "\(lines)")
      let figures = try JSONDecoder().decode([String: Double].self, from: Data(lines.output.utf8))
      #expect(figures["seed"] == 1)
      for name in ["recall@10", "ndcg@10", "popularity_recall@10", "popularity_ndcg@10"] {
        #expect(figures[name].map { (0...1).contains($0) } == true, "\(lines)")
      }

      let table = try await Bandstand.run(["evaluate", "candidates", "--lastfm", data.path, "--seeds", "1"])
      #expect(table.isSuccess, "\(table)")
      #expect(table.output.contains("factorization recall@10"), "\(table)")
      #expect(table.output.contains("mean"), "\(table)")
    }

    @Test("A folder without the files is an error that names the file")
    func missingFiles() async throws {
      let folder = try TemporaryFolder()
      let ending = try await Bandstand.run(["evaluate", "candidates", "--lastfm", folder.path])
      #expect(!ending.isSuccess)
      #expect(ending.errors.contains(".dat"), "\(ending)")
    }
  }
}

/// The real files, cut to their first listeners: all of them take minutes in a debug build.
private struct CutLastFM {
  private static let source = URL(filePath: Program.path("../shared/data/lastfm-hetrec2011"))

  static var isThere: Bool { FileManager.default.fileExists(atPath: source.appending(path: "user_artists.dat").path) }

  let folder: TemporaryFolder
  var path: String { folder.path("data") }

  init(listeners: Int) throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Self.source.appending(path: "artists.dat"), to: URL(filePath: folder.path("data/artists.dat")))
    let counts = try Data(contentsOf: Self.source.appending(path: "user_artists.dat"))
    let lines = counts.split(separator: UInt8(ascii: "\n"))
    var seen = Set<Data.SubSequence>()
    let kept = lines.dropFirst().prefix { line in
      seen.insert(line.prefix { $0 != UInt8(ascii: "\t") })
      return seen.count <= listeners
    }
    try folder.write(
      Array((lines.prefix(1) + kept).joined(separator: [UInt8(ascii: "\n")])), to: "data/user_artists.dat")
  }
}
