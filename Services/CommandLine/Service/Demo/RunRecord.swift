import Features
import FoundationEssentials
import Glibc
import Hosting
import Wording

/// Which process runs in a folder, as the folder's own file says it.
struct RunRecord: Codable, Equatable, Sendable {
  /// The process of `bandstand run`.
  let process: Int32
  /// When it began, in milliseconds since 1970.
  let sinceMilliseconds: Int64

  /// This process's own.
  static var own: RunRecord { RunRecord(process: getpid(), sinceMilliseconds: Moment.now.milliseconds) }

  /// The record in a file; nil when there is none.
  init?(file: String) {
    guard let bytes = FileManager.default.contents(atPath: file),
      let record = try? JSONDecoder().decode(Self.self, from: bytes)
    else { return nil }
    self = record
  }

  init(process: Int32, sinceMilliseconds: Int64) {
    self.process = process
    self.sinceMilliseconds = sinceMilliseconds
  }

  /// The run, for people.
  var description: String {
    "an earlier run (process \(process), since \(MomentText.of(Moment(milliseconds: sinceMilliseconds))) UTC)"
  }
}
