import ArgumentParser
import Hosting
import RPC
import Simulation
import Testing

@testable import CommandLineTool

@Suite("Parsing the command line")
struct ParsingTests {
  private func parse<Command: ParsableCommand>(_ words: String, as type: Command.Type) throws -> Command {
    let command = try Bandstand.parseAsRoot(words.split(separator: " ").map(String.init))
    return try #require(command as? Command, "\(words) is \(Swift.type(of: command))")
  }

  @Test("run takes everything it documents, and has defaults for all of it") func run() throws {
    let usual = try parse("run", as: RunCommand.self)
    #expect(!usual.once && usual.data == nil && usual.port == 8001 && usual.days == 5)
    #expect(usual.folder == ".bandstand/run" && usual.shelves == "compose/shelves.json")
    #expect(usual.world.options == WorldOptions())
    let full = try parse(
      "run --once --data d --folder f --shelves s --port 0 --seed 9 --listeners 50 --weeks 2 --days 3",
      as: RunCommand.self)
    #expect(full.once && full.data == "d" && full.folder == "f" && full.shelves == "s" && full.port == 0)
    #expect(full.world.options.seed == 9 && full.world.options.listeners == 50 && full.world.options.weeks == 2)
    #expect(full.days == 3)
  }

  @Test("Commands about services know where each listens") func peers() throws {
    let page = try parse(
      "page listener-7 --moment 2024-05-01T12:00:00Z --cards 3 --log --home [::1]:99", as: PageCommand.self)
    #expect(page.listener == "listener-7" && page.moment == 1_714_564_800_000 && page.cards == 3 && page.log)
    #expect(page.peers.home == RPCTarget(host: "::1", port: 99))
    let usual = try parse("page x", as: PageCommand.self)
    #expect(usual.moment == nil && usual.cards == 0 && !usual.log)
    let ports = [
      usual.peers.home, usual.peers.candidates, usual.peers.ranking, usual.peers.validation,
      usual.peers.training,
    ].map(\.description)
    #expect(ports == (8001...8005).map { "127.0.0.1:\($0)" })
    let train = try parse("train factorization ranking.shows --moment 1714564800 --training h:1", as: TrainCommand.self)
    #expect(train.models == ["factorization", "ranking.shows"] && train.moment == 1_714_564_800_000)
    #expect(try parse("train", as: TrainCommand.self).models.isEmpty)
  }

  @Test("Commands about services are told of TLS") func security() throws {
    let usual = try parse("page x", as: PageCommand.self).peers
    #expect(usual.peersSecurity == nil && usual.tlsRoots == nil)
    let full = try parse(
      "page x --peers-security tls --tls-roots r --tls-certificate c --tls-private-key k", as: PageCommand.self
    ).peers
    #expect(
      full.peersSecurity == "tls" && full.tlsRoots == "r" && full.tlsCertificate == "c" && full.tlsPrivateKey == "k")
  }

  @Test("Every way to import is a command of its own") func imports() throws {
    #expect(try parse("import catalog f", as: ImportCommand.CatalogCommand.self).source == "f")
    let catalog = try parse("import catalog f --database memory:", as: ImportCommand.CatalogCommand.self)
    #expect(catalog.database.database == "memory:")
    let events = try parse("import events p", as: ImportCommand.EventsCommand.self)
    #expect(events.source == "p" && events.keptAside.keptAsideMax == 1 && events.maskingKeyFile == nil && !events.anew)
    let other = try parse(
      "import events s3:x --prefix 2026/ --kept-aside-max 0.5 --objects file:o --online memory: --anew",
      as: ImportCommand.EventsCommand.self)
    #expect(
      other.prefix == "2026/" && other.keptAside.keptAsideMax == 0.5 && other.objects.objects == "file:o" && other.anew)
    #expect(throws: (any Error).self) { try parse("import events p --kept-aside-max 101", as: ImportCommand.self) }
    let accounts = try parse("import accounts f --table t --zone +02:00", as: ImportCommand.AccountsCommand.self)
    #expect((accounts.source, accounts.table.table, accounts.zone) == ("f", "t", "+02:00"))
    #expect(throws: (any Error).self) {
      try parse("import accounts f --zone CET", as: ImportCommand.AccountsCommand.self)
    }
    #expect(try parse("forget f g --file h", as: ForgetCommand.self).listeners == ["f", "g"])
    #expect(throws: (any Error).self) { try parse("forget", as: ForgetCommand.self) }
    #expect(try parse("import world w", as: ImportCommand.WorldCommand.self).folder == "w")
    let lastfm = try parse("import lastfm l --objects file:o --kept-aside-max 2", as: ImportCommand.LastFMCommand.self)
    #expect(lastfm.folder == "l" && lastfm.objects.objects == "file:o" && lastfm.keptAside.shareMax == 0.02)
    #expect(try parse("compact --objects-min 4 --online memory:", as: CompactCommand.self).objectsMin == 4)
  }

  @Test("Models, checks, worlds and evaluations are read") func others() throws {
    #expect(try parse("models", as: ModelsCommand.ListCommand.self).model.isEmpty)
    #expect(try parse("models list popularity", as: ModelsCommand.ListCommand.self).model == "popularity")
    #expect(try parse("models roll-back popularity", as: ModelsCommand.RollBackCommand.self).model == "popularity")
    _ = try parse("validate", as: ValidateCommand.AlertsCommand.self)
    let quarantine = try parse("validate quarantine --reason badItem", as: ValidateCommand.QuarantineCommand.self)
    #expect(quarantine.reason == "badItem" && quarantine.days == 7 && quarantine.lines == 20)
    let check = try parse("validate check n k", as: ValidateCommand.CheckCommand.self)
    #expect(check.dataset.name == "n" && check.dataset.key == "k")
    #expect(try parse("validate accept n k", as: ValidateCommand.AcceptCommand.self).dataset.key == "k")
    #expect(try parse("simulate w --seed 3", as: SimulateCommand.WorldCommand.self).world.seed == 3)
    let truth = try parse(
      "simulate truth w listener-1 artist:7 --shelf shows --position 2", as: SimulateCommand.TruthCommand.self)
    #expect(truth.item == "artist:7" && truth.shelf == "shows" && truth.position == 2)
    let candidates = try parse("evaluate candidates --lastfm f --json", as: EvaluateCommand.CandidatesCommand.self)
    #expect(candidates.lastfm == "f" && candidates.seeds == 3 && candidates.json)
    #expect(try parse("evaluate ranking --day 6", as: EvaluateCommand.RankingCommand.self).day == 6)
    #expect(try parse("features --json", as: FeaturesCommand.self).json)
    #expect(try parse("replay --pages-max 7", as: ReplayCommand.self).pagesMax == 7)
  }

  @Test(
    "What cannot be meant is refused before anything is done, and says what may be",
    arguments: [
      ("run --port 70000", "65529"), ("run --port 65532", "65529"), ("run --port=-1", "65529"),
      ("run --days=-1", "0 to 365"), ("run --listeners 2", "listeners"), ("run --weeks 0", "weeks"),
      ("run --weeks 9999999999", "weeks"), ("simulate w --weeks 53", "weeks"), ("page", "listener"),
      ("page x --cards=-1", "cards"), ("page x --home nowhere", "home"), ("page x --home h:99999", "home"),
      ("import catalog", "file"), ("import", "catalog"), ("validate check ranking.shows", "key"),
      ("evaluate candidates", "lastfm"), ("evaluate candidates --lastfm f --seeds 0", "1 to 1000"),
      ("evaluate ranking --day=-2", "0 to 365"), ("simulate truth w listener-1 song:7", "artist:7"),
      ("simulate truth w listener-1 artist:7 --position=-1", "0 to 99"), ("models roll-back", "model"),
      ("import events p --batch-lines 999", "1000 to 100000000"), ("compact --objects-min 1", "2 to 1000000"),
      ("dance", "dance"),
    ])
  func wrong(_ words: String, _ said: String) {
    do {
      let command = try Bandstand.parseAsRoot(words.split(separator: " ").map(String.init))
      // A group without its own work asks for help instead.
      #expect(words == "import" && command is ImportCommand, "\(words) was taken")
    } catch {
      let message = Bandstand.fullMessage(for: error)
      #expect(message.contains(said), "\(message) does not say \(said)")
    }
  }

  @Test("Every command has help that says what it does") func help() {
    func check(_ command: any ParsableCommand.Type) {
      #expect(!command.configuration.abstract.isEmpty, "\(command)")
      #expect(command.helpMessage().contains(command.configuration.abstract.prefix(40)), "\(command)")
      for subcommand in command.configuration.subcommands { check(subcommand) }
    }
    check(Bandstand.self)
  }
}
