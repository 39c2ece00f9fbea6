import ArgumentParser
import Features
import Intake
import Messages
import Translation
import Wording

extension ValidateCommand {
  /// `bandstand validate quarantine`
  struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "quarantine", abstract: "Lists the lines and events that could not be used, with their reasons.",
      discussion: "What came is not kept, for nobody has masked it: each line tells the file and the line it stands in."
    )

    @Option(help: "How many days back.")
    var days: UInt32 = 7

    @Option(help: "Only lines of this reason, such as \"unknownItem\".")
    var reason = ""

    @Option(help: "How many lines.")
    var lines: UInt32 = 20

    @OptionGroup var peers: PeerOptions

    func run() async throws {
      let response = try await peers.withPeers { peers in
        try await peers.validation.listQuarantine(
          Wire.ListQuarantineRequest(days: days, reason: reason, linesMax: lines))
      }
      if response.reasons.isEmpty { return print("nothing was kept aside in the last \(days) days") }
      var table = TextTable(["count", "reason", "first"])
      for entry in response.reasons {
        table.append([Decimals.grouped(entry.count), entry.reason, "\(entry.place): \(entry.message)"])
      }
      print(table.text)
      print("\nThe newest:")
      for line in response.lines {
        let moment = MomentText.of(Moment(milliseconds: line.receivedMilliseconds))
        let field = line.field.isEmpty ? "" : " (\(line.field))"
        let excerpt = line.excerpt.isEmpty ? "" : " [\(line.excerpt)]"
        print("  \(moment)  \(line.place)  \(line.reason)\(field): \(line.message)\(excerpt)")
      }
      if response.unreadable > 0 { print("\(response.unreadable) lines of the quarantine itself cannot be read") }
    }
  }
}
