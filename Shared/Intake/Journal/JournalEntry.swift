import Features
import Masking

/// What a writer of the log writes, or wrote last: enough to find its objects when the writer is gone.
struct JournalEntry: Hashable {
  /// How far it is.
  enum State: String {
    /// Objects may stand, and nothing of them is folded into profiles.
    case writing
    /// Objects stand, and are folded if they are events.
    case written
    /// Taken over from a writer that was taken for gone: what stood is folded; what comes of it yet is not.
    case settled
  }

  var state: State
  /// When it was begun.
  var since: Moment
  /// The log: the beginning of its keys.
  var log: String
  /// The number in the objects' names.
  var sequence: UInt64
  /// The hours of the objects since 1970, rising.
  var hours: [Int64]

  /// The keys of the objects of a writer.
  func keys(of writer: String) -> [String] { hours.map { key($0, of: writer) } }

  /// The key of an hour's object.
  func key(_ hour: Int64, of writer: String) -> String {
    "\(LogKeys.hour(log, number: hour))\(writer)-\(CivilDate.padded(sequence, to: 10)).jsonl"
  }
}

extension JournalEntry {
  private static let version = "1"

  /// The entry as words; hours as what each is beyond the one before. All hours of 50 years are under a megabyte.
  var encoded: [UInt8] {
    var text = "\(Self.version) \(state.rawValue) \(since.milliseconds) \(log) \(sequence)"
    var last: Int64 = 0
    for hour in hours {
      text += " " + String(hour - last, radix: 36)
      last = hour
    }
    return Array(text.utf8)
  }

  /// An entry from its bytes; nil for others.
  init?(decoding bytes: [UInt8]) {
    let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard words.count >= 5, words[0] == Self.version, let state = State(rawValue: String(words[1])),
      let since = Int64(words[2]), let sequence = UInt64(words[4])
    else { return nil }
    var hours: [Int64] = []
    for word in words.dropFirst(5) {
      guard let beyond = Int64(word, radix: 36) else { return nil }
      hours.append((hours.last ?? 0) + beyond)
    }
    self.init(
      state: state, since: Moment(milliseconds: since), log: String(words[3]), sequence: sequence, hours: hours)
  }
}
