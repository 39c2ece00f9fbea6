import ArgumentParser
import Domain
import Hosting
import Intake
import Messages
import RPC
import Storage
import Translation

/// `bandstand import`
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Brings in accounts, a catalog, events, a made world, or the Last.fm HetRec files.",
    discussion: """
      The catalog goes into the database, events straight into the log and the profiles; worlds and the Last.fm files go \
      through home, which does the same. What cannot be used is counted by reason, with the first place it was seen, and \
      `bandstand validate quarantine` lists it; nothing is dropped in silence.
      """,
    subcommands: [AccountsCommand.self, CatalogCommand.self, EventsCommand.self, WorldCommand.self, LastFMCommand.self])

  /// `bandstand import world`
  struct WorldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "world", abstract: "Brings in a made world: its catalog, accounts, events and impressions.")

    @Argument(help: "The world's folder.")
    var folder: String

    @OptionGroup var keptAside: KeptAsideOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var objects: ObjectStoreOptions
    @OptionGroup var peers: PeerOptions

    func run() async throws {
      let quarantine = try await objects.quarantine(keptAside)
      let catalog = try await CatalogFile.read(.csv(path: "\(folder)/catalog.csv"), quarantine: quarantine)
      print(try await database.replaceCatalog(catalog.items))
      QuarantinePrinter.print(catalog.quarantined)
      try await peers.withPeers { peers in
        try await AccountsUpload(home: peers.home).send(
          try await AccountReader(.csv(path: "\(folder)/accounts.csv"), moment: .now, quarantine: quarantine))
        let upload = LinesUpload(home: peers.home, quarantine: quarantine)
        try await upload.events(of: "\(folder)/events.jsonl")
        try await upload.pages(of: "\(folder)/pages.jsonl")
      }
    }
  }

  /// `bandstand import lastfm`
  struct LastFMCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lastfm",
      abstract: "Brings in the Last.fm HetRec 2011 files: artists, and play counts as counts.",
      discussion: "The files have no times and no impressions, so none are made up.")

    @Argument(help: "The folder with artists.dat and user_artists.dat.")
    var folder: String

    @OptionGroup var keptAside: KeptAsideOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var objects: ObjectStoreOptions
    @OptionGroup var peers: PeerOptions

    func run() async throws {
      let data = try await LastFMReader(folder: folder, quarantine: try await objects.quarantine(keptAside))
      print(try await database.replaceCatalog(data.artists))
      QuarantinePrinter.print(data.quarantined)
      try await peers.withPeers { peers in
        let report = try await EventUpload(home: peers.home).send(LastFMEvents.events(of: data))
        print("counts: \(report.summary)")
      }
    }
  }
}
