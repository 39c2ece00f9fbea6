import ArgumentParser
import Domain
import FoundationEssentials
import Glibc
import Hosting
import Simulation
import Wording

/// `bandstand run`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs every service on this machine, fills them with listening, trains, and prints Home pages.",
    discussion: """
      Without --data it makes a world of simulated listeners; with --data it takes the real Last.fm HetRec files of a \
      folder. It stays up until Ctrl-C unless --once is given.

      The services end with this process, however it ends. One that ends by itself is started again after a pause, up to \
      \(RestartPolicy.restartsMax) times in \(RestartPolicy.window.components.seconds / 60) minutes. A folder or a port that \
      another run uses is refused, and that run named.
      """)

  @Flag(help: "Print the pages and stop, with a status: for scripts.")
  var once = false

  @Option(help: "A folder with the Last.fm HetRec files, to run on real listening instead of a made world.")
  var data: String?

  @Option(help: "The folder of stores and logs. What an earlier run left in it is removed.")
  var folder = ".bandstand/run"

  @Option(help: "The file of shelves.")
  var shelves = "compose/shelves.json"

  @Option(
    help: """
      The first of seven ports: home's, then candidates', ranking's, validation's, training's, console's and its page's; \
      0 for any free.
      """)
  var port = 8001

  @OptionGroup var world: WorldArguments

  @Option(help: "How many simulated days of visits the services serve before the last training.")
  var days = 5

  func validate() throws {
    let portMax = 65_536 - FleetService.portCount
    guard port == 0 || (1...portMax).contains(port) else {
      throw ValidationError(
        "--port must be 0, or from 1 to \(portMax): the services take \(FleetService.portCount) ports in a row")
    }
    guard (0...365).contains(days) else { throw ValidationError("--days must be from 0 to 365") }
    try world.options.check()
  }

  func run() async throws {
    let start = ContinuousClock.now
    let executables = try Self.executables()
    _ = try ShelvesConfiguration(file: shelves).load()
    let ports = FleetPorts(base: port)
    try await ports.waitUntilFree()
    let folder = try await RunFolder(path: folder)
    let fleet = ServiceFleet(folder: folder.path, executables: executables, shelves: shelves, ports: ports)
    let scenario: any Scenario =
      if let data {
        LastFMScenario(data: data, folder: folder)
      } else {
        try WorldScenario(options: world.options, days: days, folder: folder)
      }
    try await scenario.prepare()
    let once = once
    let interruption = await Interruption { [state = fleet.state] signal in
      state.killAll()
      print("\nEnded at once.")
      _exit(128 + signal)
    }
    do {
      try await fleet.running { addresses in
        let peers = try addresses.peers()
        try await interruption.interrupting { try await scenario.run(peers) }
        let seconds = Decimals.text((ContinuousClock.now - start) / .seconds(1), digits: 1)
        print("\nFrom nothing to these pages in \(seconds) s.")
        if !once {
          print(ClientHint(home: addresses[.home], listener: scenario.exampleListener, moment: scenario.moment).text)
          if let page = addresses.page { print("\nThe console: http://\(page)/") }
          await Self.stayUp(in: folder, until: interruption)
        }
        await peers.close()
      }
    } catch let interrupted as Interrupted {
      print("\nStopped before the end.")
      throw ExitCode(128 + interrupted.signal)
    }
  }

  private static func stayUp(in folder: RunFolder, until interruption: Interruption) async {
    print(
      "\nUp until Ctrl-C; a second one ends the services without a drain. Process \(getpid()), folder \(folder.path).")
    // Whoever read the pages and went away, as `head` does, does not wait for a Ctrl-C of theirs.
    if StandardOutput.shared.hasFailed { return }
    await interruption.wait()
    print("\nStopping.")
  }

  /// The folder of this very executable: the services stand beside it.
  private static func executables() throws -> String {
    let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    for service in FleetService.allCases where !FileManager.default.fileExists(atPath: "\(folder)/\(service.rawValue)")
    {
      throw FleetError.missingExecutable(path: "\(folder)/\(service.rawValue)")
    }
    return folder
  }
}
