import ArgumentParser
import Intake
import Messages
import RPC

/// `bandstand forget`
struct ForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Removes listeners from every store, for good, and prints what was removed.",
    discussion: """
      Goes through the whole log, so that it takes as long as reading it does; listeners who are named together are removed \
      in a few passes, not one each. What comes of a listener later, late events and imports included, is refused; an account \
      that comes back needs another identifier. Accounts of whom nothing was known are named, and the status is then 1: see \
      whether they are spelled as they came in, or were forgotten before. Spaces at the ends of an account do not count, and \
      quotes around it are undone, here as in imports. Files of PostgreSQL and Redis servers keep removed bytes until those servers \
      write them anew.
      """)

  @Argument(help: "The listeners' accounts.")
  var listeners: [String] = []

  @Option(help: "A file with more accounts, one a line; lines that begin with # are passed over.")
  var file: String?

  @OptionGroup var peers: PeerOptions

  func validate() throws {
    guard file != nil || !listeners.isEmpty else {
      throw ValidationError("Name the account of a listener, or give a file of accounts with --file.")
    }
  }

  func run() async throws {
    let accounts = try await accounts()
    let outcome = try await peers.withPeers { try await ForgetAll(home: $0.home).forget(accounts) }
    print(outcome.text)
    if !outcome.isWhole || !outcome.unknown.isEmpty { throw ExitCode.failure }
  }

  /// Those of the command line, then those of the file, each once.
  private func accounts() async throws -> [String] {
    var texts = listeners
    if let file { texts += try await AccountList.read(file) }
    let accounts = AccountList.unique(texts)
    guard !accounts.isEmpty else { throw ValidationError("No account is named: each has nothing but spaces.") }
    return accounts
  }
}
