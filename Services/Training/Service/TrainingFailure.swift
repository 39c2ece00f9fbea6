import RPC

/// Turns what training itself says into the status that the caller gets, in this one place; stores say their own.
enum TrainingFailure {
  /// Runs the body of a call.
  static func mapped<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch let error as TrainingError {
      throw RPCStatus(code(of: error), "\(error)")
    }
  }

  private static func code(of error: TrainingError) -> RPCStatus.Code {
    switch error {
    case .anotherRunIsGoing, .anotherProcessTrains: .resourceExhausted
    case .stopping, .leaseLost: .unavailable
    case .unknownModel, .impossibleMoment, .impossibleHold, .impossibleReason: .invalidArgument
    case .notHeld: .notFound
    case .modelsFailed, .artifactDiffers: .internalError
    }
  }
}
