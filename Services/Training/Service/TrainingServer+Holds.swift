import Features
public import Messages
public import RPC
import Storage

extension TrainingServer {
  /// Holds a model: what is live stays live until the hold ends.
  ///
  /// - Throws: NOT_FOUND for a model that there is none of; INVALID_ARGUMENT for a name, a time or a reason that cannot be.
  public func holdModel(
    _ request: Wire.HoldModelRequest, context: ServerContext
  ) async throws -> Wire.HoldModelResponse {
    try await TrainingFailure.mapped {
      try await check(model: request.model)
      guard (1...TrainingError.reasonBytesMax).contains(request.reason.utf8.count) else {
        throw TrainingError.impossibleReason(bytes: request.reason.utf8.count)
      }
      let moment = now()
      let hold = ModelHold(
        model: request.model, since: moment, end: try Self.holdEnd(request.holdSeconds, from: moment),
        reason: request.reason)
      try await stores.database.hold(hold)
      return Wire.HoldModelResponse(hold: Wire.ModelHold(hold))
    }
  }

  /// Lets go of a model.
  ///
  /// - Throws: NOT_FOUND when it is not held.
  public func releaseModel(
    _ request: Wire.ReleaseModelRequest, context: ServerContext
  ) async throws -> Wire.ReleaseModelResponse {
    try await TrainingFailure.mapped {
      guard try await stores.database.releaseHold(of: request.model) else {
        throw TrainingError.notHeld(model: request.model)
      }
      return Wire.ReleaseModelResponse()
    }
  }

  /// When a hold of so many seconds ends; nil for one that somebody has to end.
  static func holdEnd(_ seconds: UInt32?, from moment: Moment) throws(TrainingError) -> Moment? {
    guard let seconds else { return nil }
    guard (1...TrainingError.holdSecondsMax).contains(seconds) else { throw .impossibleHold(seconds: seconds) }
    return moment.adding(seconds: Int64(seconds))
  }
}
