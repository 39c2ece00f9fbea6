import RPC

/// Why training could not do what was asked. Carries no listener data.
public enum TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One run at a time.
  case anotherRunIsGoing
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

  /// What was wrong and what to do.
  public var description: String {
    switch self {
    case .anotherRunIsGoing: "another run is going: wait for its end"
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
