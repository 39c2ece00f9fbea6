import Domain
import FoundationEssentials
import Intake

/// The lines of a world's files, each with its line break. What the world makes is well formed, or the world is wrong.
struct WorldLines {
  private let encoder: JSONEncoder

  /// A writer of lines; its objects have their keys in alphabetical order, so that equal values give equal bytes.
  init() {
    encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// A served page.
  func line(_ page: ServedPage) -> [UInt8] { made { () throws(Rejection) in try PageLogLine.encode(page) } }

  /// An event, as apps send it.
  func line(_ event: ListenerEvent) -> [UInt8] { json(EventDraft(event)) }

  /// What the world is made again from.
  func line(_ record: WorldRecord) -> [UInt8] { json(record) }

  private func json(_ value: some Encodable) -> [UInt8] {
    do {
      return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
    } catch {
      preconditionFailure("what a world makes has a JSON form: \(error)")
    }
  }

  private func made(_ encode: () throws(Rejection) -> [UInt8]) -> [UInt8] {
    do {
      return try encode()
    } catch {
      preconditionFailure("what a world makes is well formed: \(error)")
    }
  }
}
