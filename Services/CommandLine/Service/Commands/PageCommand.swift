import ArgumentParser
import Features
import Messages
import RPC
import Wording

/// `bandstand page`
struct PageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page", abstract: "Prints a listener's Home page, with the reason and the chance of each card.")

  @Argument(help: "The listener's account.")
  var listener: String

  @Option(
    help:
      "The page's moment, such as 2024-05-01T12:00:00Z, or seconds or milliseconds since 1970; now when left out.",
    transform: MomentOption.milliseconds)
  var moment: Int64?

  @Option(help: "How many cards a shelf may hold; each shelf's own setting when left out.")
  var cards: UInt32 = 0

  @Flag(help: "Log the page as shown. Without it the page is a preview.")
  var log = false

  @OptionGroup var peers: PeerOptions

  func run() async throws {
    let page = try await peers.withPeers { peers in
      try await peers.home.getHome(
        Wire.GetHomeRequest(listener: listener, momentMilliseconds: moment, cardsMax: cards, preview: !log))
    }
    print("Home page of \(listener) at \(MomentText.of(Moment(milliseconds: page.momentMilliseconds))) UTC")
    print(PagePrinter(page: page).text)
  }
}
