import RPC

/// Why training could not do what was asked. Carries no listener data.
public enum TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One run at a time.
  case anotherRunIsGoing
  /// Another process trains on the same stores, or was cut off within the last seconds.
  case anotherProcessTrains(leaseSeconds: Double)
  /// The right to train could not be kept: another process may have it.
  case leaseLost
  /// A hold may not be so long, or so short.
  case impossibleHold(seconds: UInt32)
  /// The reason for a hold is missing, or longer than it may be.
  case impossibleReason(bytes: Int)
  /// The model is not held.
  case notHeld(model: String)
  /// The process is about to end.
  case stopping
  /// No model of that name can be trained with the shelves as configured.
  case unknownModel(name: String, known: [String])
  /// The moment lies outside what the log can hold.
  case impossibleMoment(milliseconds: Int64)
  /// Some of a run's models ended by an error.
  case modelsFailed(models: [String])
  /// What was written does not read back as it was.
  case artifactDiffers(model: String, what: String)

  /// The longest hold that ends by itself, in seconds.
  static let holdSecondsMax: UInt32 = 31_536_000
  /// The longest reason for a hold, in bytes of UTF-8.
  static let reasonBytesMax = 1000

  /// What was wrong and what to do.
  public var description: String {
    switch self {
    case .anotherRunIsGoing: "another run is going: wait for its end"
    case .anotherProcessTrains(let seconds):
      """
      another process trains on these stores, or was cut off less than \(Rounded.text(seconds)) seconds ago: wait for its \
      end, or for that time
      """
    case .leaseLost:
      "the right to train could not be kept in the database, and another process may have it: start the run again"
    case .impossibleHold(let seconds):
      "a model cannot be held for \(seconds) seconds: use 1 to \(Self.holdSecondsMax), or none"
    case .impossibleReason(let bytes): "the reason has \(bytes) bytes: use 1 to \(Self.reasonBytesMax)"
    case .notHeld(let model): "\(model) is not held: `bandstand models list` shows which are"
    case .stopping: "the service is stopping: ask again when it is back"
    case .unknownModel(let name, let known):
      "no model is called \"\(MessageText.excerpt(name))\": use one of \(known.joined(separator: ", ")), or none for all"
    case .impossibleMoment(let milliseconds):
      "the moment \(milliseconds) ms is not between 1970 and the year 9999: correct it, or leave it out for now"
    case .modelsFailed(let models):
      "\(models.joined(separator: ", ")) could not be trained: the failed steps say why"
    case .artifactDiffers(let model, let what):
      "the artifact of \(model) does not read back as it was written: \(what); nothing was pushed, report this as a bug"
    }
  }
}
