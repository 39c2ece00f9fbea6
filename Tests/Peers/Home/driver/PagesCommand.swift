import ArgumentParser
import BandstandClient
import FoundationEssentials
import Support

/// Pages of a made world's listeners, one after another, over the embedded stores.
struct PagesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pages", abstract: "Asks for pages one after another, and tells how long they took.")

  @OptionGroup var options: BenchOptions

  @Option(help: "How many pages are asked for.")
  var pages = 4000

  @Option(help: "The folder of a world that `bandstand run --once` made; one is made when left out.")
  var world: String?

  private static let moment: Int64 = 1_768_262_400_000
  private static let listeners = 400

  func run() async throws {
    let folder = try TemporaryFolder()
    let world: String
    if let made = self.world {
      world = made
    } else {
      world = folder.path("world")
      print("Making a world and its models")
      try await Program.check(
        "\(options.programs)/bandstand", ["run", "--once", "--folder", world, "--port", "0", "--days", "1"])
    }
    let services = Services(programs: options.programs, folder: folder)
    do {
      try await measure(services, world)
      try await services.end()
    } catch {
      try await services.end()
      throw error
    }
  }

  private func measure(_ services: Services, _ world: String) async throws {
    let stores = ["--stores-objects", "file:\(world)/objects", "--stores-database", "sqlite:\(world)/bandstand.sqlite"]
    let shelves = ["--shelves-file", "compose/shelves.json"]
    let validation = try await services.start("validation", stores)
    let training = try await services.start(
      "training", stores + shelves + ["--peers-validation", "127.0.0.1:\(validation)"])
    let stages = stores + shelves + ["--peers-training", "127.0.0.1:\(training)"]
    let candidates = try await services.start("candidates", stages)
    let ranking = try await services.start("ranking", stages)
    let port = try await services.start(
      "home",
      stores + shelves + [
        "--stores-online", "sqlite:\(world)/online.sqlite", "--masking-key-file", "\(world)/masking.key",
        "--peers-candidates", "127.0.0.1:\(candidates)", "--peers-ranking", "127.0.0.1:\(ranking)",
      ])
    let client = RPCClient(host: "127.0.0.1", port: port)
    let home = Wire.HomeClient(client)
    try await eventually("a page is whole") { try await home.getHome(Self.request(1)).degradations.isEmpty }
    for number in 0..<200 { _ = try await home.getHome(Self.request(number)) }
    let (begun, computed) = (ContinuousClock.now, await services.processorSeconds)
    var latencies = Latencies()
    var poorer = 0
    for number in 0..<pages {
      let start = ContinuousClock.now
      let page = try await home.getHome(Self.request(number))
      latencies.add(ContinuousClock.now - start)
      if !page.degradations.isEmpty { poorer += 1 }
    }
    let row = FigureRow(
      "pages", stores: "embedded", callers: 1, latencies, in: ContinuousClock.now - begun,
      processorSeconds: await services.processorSeconds - computed)
    await client.close()
    print(FigureRow.heading)
    try row.write(to: options.json)
    if poorer > 0 { print("  \(poorer) of them had to do without something") }
  }

  private static func request(_ number: Int) -> Wire.GetHomeRequest {
    Wire.GetHomeRequest(listener: "listener-\(1 + number % listeners)", momentMilliseconds: moment)
  }
}
