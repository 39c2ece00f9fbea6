import ArgumentParser
import Features
import Messages
import Wording

extension ValidateCommand {
  /// `bandstand validate replay`
  struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "replay", abstract: "Shows what validation has replayed of what was served since it started.",
      discussion: """
        Validation computes the vectors of a sample of served pages anew from the raw events, every while, and demands the same \
        bits. Fails when anything differed; `bandstand replay` replays at once, and lists every difference.
        """)

    @OptionGroup var peers: PeerOptions

    func run() async throws {
      let replay = try await peers.withPeers { try await $0.validation.getReplay(Wire.GetReplayRequest()) }
      print(Self.text(of: replay))
      if replay.differences > 0 { throw ExitCode.failure }
    }

    static func text(of replay: Wire.GetReplayResponse) -> String {
      guard replay.intervalSeconds > 0 else { return "replay is turned off: see replay.seconds of validation" }
      var lines: [String] = []
      if let last = replay.lastRoundMilliseconds {
        lines.append(
          "\(Decimals.grouped(replay.pages)) pages replayed in \(Decimals.grouped(replay.rounds)) rounds, the last at "
            + "\(MomentText.of(Moment(milliseconds: last))): \(Decimals.grouped(replay.vectors)) vectors and "
            + "\(Decimals.grouped(replay.features)) features compared, \(Decimals.grouped(replay.differences)) differ")
      } else {
        lines.append("nothing was replayed yet; it is every \(replay.intervalSeconds) s")
      }
      lines += replay.skipped.map { "left out: \(Decimals.grouped($0.count)) \($0.reason)" }
      lines += replay.firstDifferences
      if !replay.failure.isEmpty { lines.append("the last round could not be done: \(replay.failure)") }
      return lines.joined(separator: "\n")
    }
  }
}
