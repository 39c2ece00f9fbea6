public import RPC
public import Storage

/// What callers are told of a store's errors: what it means for them, and never where the store is or what it said.
extension StorageError: RPCFailure {
  private static let soon: Duration = .seconds(1)
  private static let later: Duration = .seconds(5)

  /// The status for whoever called.
  public var status: RPCStatus {
    switch self {
    case .unreachable, .missingBucket, .missingFolder, .noCredentials, .notPermitted, .wrongKind, .unsupportedAddress,
      .link, .mayEvict, .badSetting:
      RPCStatus(
        .unavailable, "a store of this service is away: try again later", reason: "STORE_UNAVAILABLE",
        retryAfter: Self.later)
    case .operationFailed:
      RPCStatus(
        .unavailable, "a store of this service failed: try again later", reason: "STORE_FAILED",
        retryAfter: Self.later)
    case .busy:
      RPCStatus(
        .unavailable, "a store of this service is busy: try again in a moment", reason: "STORE_BUSY",
        retryAfter: Self.soon)
    case .tooManyOpenFiles:
      RPCStatus(
        .unavailable, "a store of this service has too much open: try again in a moment", reason: "STORE_BUSY",
        retryAfter: Self.soon)
    case .full:
      RPCStatus(
        .unavailable, "a store of this service has no room left: try again later", reason: "STORE_FULL",
        retryAfter: Self.later)
    case .contended:
      RPCStatus(
        .aborted, "others changed the same thing meanwhile: try again", reason: "CONTENDED", retryAfter: Self.soon)
    case .corrupt: RPCStatus(.dataLoss, "what the store has of it is damaged", reason: "STORE_DAMAGED")
    case .wrongSchema:
      RPCStatus(
        .failedPrecondition, "the store was written by a newer release than this service is", reason: "STORE_NEWER")
    case .notFound: RPCStatus(.notFound, "there is nothing of that name", reason: "NOT_FOUND")
    case .badKey(let key, let reason):
      RPCStatus(
        .invalidArgument, "\"\(MessageText.excerpt(key))\" is no name for it: \(MessageText.excerpt(reason))",
        reason: "BAD_NAME")
    case .badEncoding:
      RPCStatus(.invalidArgument, "a text has characters that the database cannot keep", reason: "BAD_TEXT")
    case .badText: RPCStatus(.invalidArgument, "a text has a NUL character: take it out", reason: "BAD_TEXT")
    case .tooLarge(_, let limit, let got):
      RPCStatus(.invalidArgument, "it is \(got), and may be at most \(limit): split it", reason: "TOO_LARGE")
    case .notFinite: RPCStatus(.invalidArgument, "a number is not finite", reason: "NOT_FINITE")
    case .alreadyRegistered(let version):
      RPCStatus(
        .alreadyExists, "\(MessageText.excerpt("\(version)")) is registered already", reason: "ALREADY_REGISTERED")
    case .unknownModel(let version):
      RPCStatus(
        .notFound, "\(MessageText.excerpt("\(version)")) is not registered: list the models to see which are",
        reason: "UNKNOWN_MODEL")
    case .nothingToRollBackTo(let model):
      RPCStatus(
        .failedPrecondition, "no version of \(MessageText.excerpt(model)) was live before: nothing to roll back to",
        reason: "NOTHING_TO_ROLL_BACK_TO")
    case .modelHeld(let model, _, _):
      RPCStatus(
        .failedPrecondition,
        "\(MessageText.excerpt(model)) is held: `bandstand models list` says why, `bandstand models release` lets go",
        reason: "MODEL_HELD")
    case .runNotGoing(let run):
      RPCStatus(.failedPrecondition, "run \(run) does not exist or has ended", reason: "RUN_NOT_GOING")
    }
  }
}
