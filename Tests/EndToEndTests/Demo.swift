import FoundationEssentials
import Support

/// `bandstand run --once` on a tiny world: what it printed, and the folder it left, which a fleet goes on with.
struct Demo: Sendable {
  /// Everything of this test run.
  let folder: TemporaryFolder
  /// How the run ended.
  let ending: Bandstand.Ending
  /// How the replay of its pages ended.
  let replay: Bandstand.Ending

  /// The stores the run left.
  var run: String { folder.path("run") }
  /// The shelves it ran with.
  var shelves: String { folder.path("shelves.json") }

  /// A debug build on a busy machine is slow; waiting longer than a person would is no fault here.
  static let patience = [
    "BANDSTAND_CANDIDATES_TIMEOUT_MILLISECONDS": "60000", "BANDSTAND_RANKING_TIMEOUT_MILLISECONDS": "60000",
    // Of 30 listeners and one day, next to nothing can be said with certainty.
    "BANDSTAND_RANKING_HELD_OUT_SLATES_LEAST": "1", "BANDSTAND_RANKING_HELD_OUT_LISTENERS_LEAST": "2",
    "BANDSTAND_RANKING_DETECTABLE_GAIN_MOST": "1", "BANDSTAND_RANKING_CALIBRATION_ERROR_MOST": "10",
    "BANDSTAND_LEAKS_FEATURE_AREA_MOST": "1", "BANDSTAND_LEAKS_LIKELIHOOD_RATIO_MOST": "1000000",
    "BANDSTAND_LEAKS_MODEL_AREA_MOST": "1", "BANDSTAND_EXTRACT_LEFT_OUT_SHARE_MOST": "1",
    // Little at a time: a debug build is slow at it.
    "BANDSTAND_REPLAY_PAGES": "20",
    // Of 30 listeners, what the other tests have them do changes much.
    "BANDSTAND_MISSING_CHANGE_LIMIT": "0.3",
  ]

  /// Runs it.
  static func made() async throws -> Demo {
    let folder = try TemporaryFolder()
    try folder.write(ShelvesFile.text(impressionsMin: 50, withinSlateAreaUnderCurveMin: 0), to: "shelves.json")
    let ending = try await Bandstand.run(
      [
        "run", "--once", "--port", "0", "--folder", folder.path("run"), "--shelves", folder.path("shelves.json"),
        "--listeners", "30", "--weeks", "1", "--days", "1",
      ], environment: patience)
    let replay = try await Bandstand.run([
      "replay", "--database", "sqlite:\(folder.path("run/bandstand.sqlite"))", "--objects",
      "file:\(folder.path("run/objects"))", "--pages-max", "100",
    ])
    return Demo(folder: folder, ending: ending, replay: replay)
  }
}
