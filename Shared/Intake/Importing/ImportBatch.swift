import Features
import Storage

/// Lines of some files, read and checked: what is taken at once.
struct ImportBatch: Sendable {
  /// Names the batch for as long as its first file is the same.
  var name = ""
  var events: EventBatch
  var rejected: [QuarantinedLine] = []
  /// The files, by the numbers that events' origins have.
  var sources: [String] = []
  var lines = 0
  var bytes = 0
  var files = 0
  var filesKnown = 0
  var streams = 0
  var moments: ClosedRange<Moment>?
  /// How far each file is when the batch was taken.
  var marks: [String: ImportMark] = [:]
  /// Whether nothing comes behind it.
  var isLast = false

  var isEmpty: Bool { lines == 0 && marks.isEmpty && filesKnown == 0 }
}
