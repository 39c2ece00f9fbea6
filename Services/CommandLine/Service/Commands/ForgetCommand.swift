import ArgumentParser
import Intake
import Messages
import RPC
import Storage

/// `bandstand forget`
struct ForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Removes listeners from every store, for good, and prints what was removed.",
    discussion: """
      Goes through the whole log, so that it takes as long as reading it does; listeners who are named together are removed \
      in a few passes, not one each. What comes of a listener later, late events and imports included, is refused; an account \
      that comes back needs another identifier. Files of PostgreSQL and Redis servers keep removed bytes until those servers \
      write them anew.
      """)

  @Argument(help: "The listeners' accounts.")
  var listeners: [String] = []

  @Option(help: "A file with more accounts, one a line.")
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
    if !outcome.isWhole { throw ExitCode.failure }
  }

  /// Those of the command line, then those of the file, each once.
  private func accounts() async throws -> [String] {
    var accounts = listeners
    if let file {
      var reader = JSONLinesReader(file: try await ReadableFile.open(file))
      while let lines = try await reader.next() {
        for line in lines { accounts.append(String(decoding: try line.checked(), as: UTF8.self)) }
      }
    }
    var known: Set<String> = []
    return accounts.filter { known.insert($0).inserted }
  }
}
