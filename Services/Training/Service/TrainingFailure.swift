import RPC
import Storage

/// Turns what went wrong into the status that the caller gets, in this one place.
enum TrainingFailure {
  /// Runs the body of a call.
  static func mapped<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch let error as TrainingError {
      throw RPCStatus(code(of: error), "\(error)")
    } catch let error as StorageError {
      throw RPCStatus(code(of: error), "\(error)")
    }
  }

  private static func code(of error: TrainingError) -> RPCStatus.Code {
    switch error {
    case .anotherRunIsGoing: .resourceExhausted
    case .stopping: .unavailable
    case .unknownModel, .impossibleMoment: .invalidArgument
    case .modelsFailed, .artifactDiffers: .internalError
    }
  }

  private static func code(of error: StorageError) -> RPCStatus.Code {
    switch error {
    case .notFound, .unknownModel: .notFound
    case .nothingToRollBackTo: .failedPrecondition
    case .badKey, .tooLarge, .notFinite: .invalidArgument
    case .busy, .full: .unavailable
    default: .internalError
    }
  }
}
