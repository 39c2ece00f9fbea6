/// Why a made world could not be made, asked or written.
public enum SimulationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// An option is outside its bounds.
  case option(name: String, got: Int, allowed: ClosedRange<Int>)
  /// There are fewer of one thing than each of another needs: "tracks" below "albums", say.
  case tooFew(name: String, got: Int, than: String, count: Int)
  /// The world has no such listener.
  case unknownListener(String)
  /// The world has no such item.
  case unknownItem(String)
  /// A file of the world's folder could not be written; `code` is the system's errno.
  case cannotWrite(path: String, code: Int32)
  /// The folder has no readable `world.json`, so its truth cannot be made again.
  case unreadableWorld(path: String, reason: String)

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .option(let name, let got, let allowed):
      "\(name) is \(got); choose from \(allowed.lowerBound) to \(allowed.upperBound)"
    case .tooFew(let name, let got, let than, let count):
      "there are \(got) \(name) for \(count) \(than); choose at least as many \(name) as \(than)"
    case .unknownListener(let listener):
      "the made world has no listener \"\(listener)\"; its listeners are \"listener-1\" and so on"
    case .unknownItem(let item):
      "the made world has no item \"\(item)\"; see its catalog.jsonl"
    case .cannotWrite(let path, let code):
      "cannot write \(path) (errno \(code)); check that the folder exists, is writable and has room"
    case .unreadableWorld(let path, let reason):
      "cannot read \(path): \(reason); write the folder again with `bandstand simulate`"
    }
  }
}
