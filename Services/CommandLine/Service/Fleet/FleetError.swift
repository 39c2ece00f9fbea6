/// Why the services could not be run together.
enum FleetError: Error, CustomStringConvertible {
  /// A service did not listen in time.
  case notStarted(service: String)
  /// A service ended by itself before it listened.
  case ended(ServiceEnd)
  /// A service ended by itself again and again.
  case endedTooOften(ServiceEnd)
  /// An executable is not where it should be.
  case missingExecutable(path: String)

  /// What was wrong, where, and what to do.
  var description: String {
    switch self {
    case .notStarted(let service): "\(service) did not begin to listen in time: see its log in the run's folder"
    case .ended(let end): end.description
    case .endedTooOften(let end):
      """
      \(end), more than \(RestartPolicy.restartsMax) times in \(RestartPolicy.window.components.seconds / 60) minutes: it is \
      not started again
      """
    case .missingExecutable(let path): "\(path) is missing: build all products first (swift build -c release)"
    }
  }
}

/// How a service ended that nobody had told to.
struct ServiceEnd: Sendable, CustomStringConvertible {
  let service: String
  let status: String
  let lastWords: String
  let log: String

  /// What happened, and where more is said.
  var description: String {
    "\(service) ended by itself (\(status)) and last said: \(lastWords); the rest is in \(log)"
  }
}
