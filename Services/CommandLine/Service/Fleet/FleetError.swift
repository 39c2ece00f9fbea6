/// Why the services could not be run together.
enum FleetError: Error, CustomStringConvertible {
  /// A service did not listen in time.
  case notStarted(service: String)
  /// A service ended by itself.
  case ended(service: String, status: String, lastWords: String, log: String)
  /// An executable is not where it should be.
  case missingExecutable(path: String)

  /// What was wrong, where, and what to do.
  var description: String {
    switch self {
    case .notStarted(let service): "\(service) did not begin to listen in time: see its log in the run's folder"
    case .ended(let service, let status, let lastWords, let log):
      "\(service) ended by itself (\(status)) and last said: \(lastWords); the rest is in \(log)"
    case .missingExecutable(let path): "\(path) is missing: build all products first (swift build -c release)"
    }
  }
}
