import ArgumentParser
import Messages
import RPC

/// `bandstand forget`
struct ForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Removes a listener from every store, for good, and prints what was removed.",
    discussion: """
      Goes through the whole log, so that it takes as long as reading it does. What comes of the listener later, late events \
      and imports included, is refused; an account that comes back needs another identifier. Files of PostgreSQL and Redis \
      servers keep removed bytes until those servers write them anew.
      """)

  @Argument(help: "The listener's account.")
  var listener: String

  @OptionGroup var peers: PeerOptions

  func run() async throws {
    let response = try await peers.withPeers { peers in
      try await peers.home.forgetListener(
        Wire.ForgetListenerRequest(listener: listener), options: CallOptions(timeout: .seconds(24 * 3600)))
    }
    var table = TextTable(["store", "removed", "left"])
    for removal in response.removals {
      table.append([
        removal.store, Decimals.grouped(removal.removed), removal.left.map { Decimals.grouped($0) } ?? "not looked for",
      ])
    }
    print(table.text)
    print(response.found ? "Forgotten." : "There was nothing to remove; whatever comes later is refused.")
    if response.removals.contains(where: { $0.left ?? 0 > 0 }) { throw ExitCode.failure }
  }
}
