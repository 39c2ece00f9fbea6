import FoundationEssentials
import Glibc

/// A world in a folder: five files, the same bytes for the same options.
///
/// | file | lines | in the order of |
/// |---|---|---|
/// | `accounts.csv` | an account each, raw, as another system has it: names, dates of birth, coordinates | numbers |
/// | `catalog.csv` | an item each | identifiers |
/// | `events.jsonl` | an event each, as apps send them | moment, then listener's number |
/// | `pages.jsonl` | a served page each | moment, then listener's number |
/// | `world.json` | the options, and the demo's listeners | fixed |
public struct WorldFiles: Sendable {
  /// The folder.
  public let folder: String

  /// What was written.
  public struct Summary: Hashable, Sendable {
    /// Catalog items.
    public let items: Int
    /// Events.
    public let events: Int
    /// Served pages.
    public let pages: Int
    /// Bytes of all files.
    public let bytes: Int
  }

  /// The world's files in a folder, which need not be there yet.
  public init(folder: String) {
    self.folder = folder
  }

  /// The accounts' file.
  public var accountsPath: String { "\(folder)/accounts.csv" }
  /// The catalog's file.
  public var catalogPath: String { "\(folder)/catalog.csv" }
  /// The events' file.
  public var eventsPath: String { "\(folder)/events.jsonl" }
  /// The served pages' file.
  public var pagesPath: String { "\(folder)/pages.jsonl" }
  /// The options' file.
  public var worldPath: String { "\(folder)/world.json" }

  /// Writes all files, `world.json` last, so that a folder that has it is whole. Makes the folder if need be.
  ///
  /// - Throws: ``SimulationError/cannotWrite(path:code:)``.
  public func write(_ world: World, _ history: WorldHistory) throws(SimulationError) -> Summary {
    try makeFolder()
    let catalog = world.catalog
    var bytes = 0
    let lines = WorldLines()
    bytes += try write(WorldTables.accounts(of: world), to: accountsPath)
    bytes += try write(WorldTables.catalog(catalog), to: catalogPath)
    bytes += try write(history.events.lazy.map(lines.line), to: eventsPath)
    bytes += try write(history.pages.lazy.map(lines.line), to: pagesPath)
    bytes += try write([lines.line(WorldRecord(world))], to: worldPath)
    return Summary(items: catalog.count, events: history.events.count, pages: history.pages.count, bytes: bytes)
  }

  /// Makes the world again that the folder was written from: its catalog, its people and its truth.
  ///
  /// - Throws: ``SimulationError/unreadableWorld(path:reason:)``, or what ``World/init(options:)`` throws.
  public func world() throws(SimulationError) -> World {
    guard let bytes = FileManager.default.contents(atPath: worldPath) else {
      throw .unreadableWorld(path: worldPath, reason: "it is not there, or may not be read")
    }
    guard let record = try? JSONDecoder().decode(WorldRecord.self, from: bytes) else {
      throw .unreadableWorld(path: worldPath, reason: "it is no record of a made world")
    }
    guard record.isCurrent else {
      throw .unreadableWorld(path: worldPath, reason: "it is of another release, which made other worlds")
    }
    return try World(options: record.options)
  }

  private func makeFolder() throws(SimulationError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(path: folder, code: errno)
    }
  }

  private func write(_ lines: some Sequence<[UInt8]>, to path: String) throws(SimulationError) -> Int {
    var file = try LineFile(path: path)
    for line in lines { try file.write(line) }
    try file.finish()
    return file.bytes
  }
}
