import Domain
import Features
import Glibc
import Policies

/// Lines of events as apps would send them: sessions of 5 to 20 events, 2,000 at a time, in the order of their moments. One
/// line in a thousand comes twice, and two in a thousand cannot be used.
struct MadeEvents {
  static let start = Moment(milliseconds: 1_735_689_600_000)
  static let tracks: UInt64 = 20_000
  static let artists: UInt64 = 2000

  /// Tracks with artists and lengths.
  static let catalog = CatalogSnapshot(
    version: 1,
    items: (1...artists).map {
      CatalogItem(item: Item(identifier: ItemIdentifier(.artist, $0)), title: "Artist \($0)")
    }
      + (1...tracks).map { number in
        CatalogItem(
          item: Item(
            identifier: ItemIdentifier(.track, number), artist: ItemIdentifier(.artist, 1 + number % artists),
            genre: UInt16(1 + number % 24), lengthSeconds: Float(120 + number % 180)), title: "Track \(number)")
      })

  private struct Session {
    var account: UInt64
    var left: Int
  }

  let listeners: Int
  private var random = SeededGenerator(seed: 1)
  private var sessions: [Session] = []

  init(listeners: Int) {
    self.listeners = listeners
  }

  /// Writes so many lines to a file.
  func write(_ count: Int, to path: String) throws {
    guard let file = unsafe fopen(path, "w") else { throw MadeEventsError(path: path) }
    defer { unsafe fclose(file) }
    var made = self
    var bytes: [UInt8] = []
    for number in 0..<count {
      made.append(number, to: &bytes)
      if bytes.count > 1 << 20 || number == count - 1 {
        guard unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw MadeEventsError(path: path) }
        bytes.removeAll(keepingCapacity: true)
      }
    }
  }

  private mutating func append(_ number: Int, to bytes: inout [UInt8]) {
    let place = number % 2000
    if place == sessions.count { sessions.append(session()) }
    if sessions[place].left == 0 { sessions[place] = session() }
    sessions[place].left -= 1
    let line = line(number, account: sessions[place].account)
    bytes += line.utf8
    if random.below(1000) == 0 { bytes += line.utf8 }
    if random.below(500) == 0 { bytes += "{\"event\":\"broken\n".utf8 }
  }

  private mutating func session() -> Session {
    // The square makes some listeners come much more often than others.
    let rank = random.unit()
    return Session(account: UInt64(rank * rank * Double(listeners)), left: 5 + random.below(16))
  }

  private mutating func line(_ number: Int, account: UInt64) -> String {
    let head =
      "{\"event\":\"e-\(number)\",\"listener\":\"account-\(account)\",\"moment\":\(Self.start.milliseconds + Int64(number) * 90)"
    let rank = random.unit()
    let track = 1 + UInt64(rank * rank * Double(Self.tracks - 1))
    switch random.below(100) {
    case ..<80:
      let played = random.below(300)
      return head
        + ",\"kind\":\"listen\",\"item\":\"track:\(track)\",\"context\":\"playlist:\(random.below(500))\",\"played_seconds\":\(played).5}\n"
    case ..<88: return head + ",\"kind\":\"click\",\"item\":\"track:\(track)\"}\n"
    case ..<94: return head + ",\"kind\":\"like\",\"item\":\"track:\(track)\"}\n"
    case ..<97: return head + ",\"kind\":\"follow\",\"item\":\"artist:\(1 + track % Self.artists)\"}\n"
    default: return head + ",\"kind\":\"hide\",\"item\":\"track:\(track)\"}\n"
    }
  }
}

/// The file could not be written.
struct MadeEventsError: Error, CustomStringConvertible {
  let path: String
  var description: String { "\(path) cannot be written" }
}
