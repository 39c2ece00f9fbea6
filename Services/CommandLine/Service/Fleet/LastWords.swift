import FoundationEssentials

/// What a service logged last before it ended, for people.
enum LastWords {
  /// How much of a log's end is looked at, in bytes.
  private static let bytesMax = 64 << 10

  /// The error of the log's last line, or its message.
  static func of(log path: String) -> String {
    guard let bytes = FileManager.default.contents(atPath: path)?.suffix(bytesMax),
      let line = bytes.split(separator: UInt8(ascii: "\n")).last
    else { return "it said nothing" }
    guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line)) else {
      return String(decoding: line, as: UTF8.self)
    }
    return entry.metadata?["error"] ?? entry.message
  }

  private struct Entry: Decodable {
    let message: String
    let metadata: [String: String]?
  }
}
