/// How a call ended. Thrown by clients for every call that did not end well, and by handlers to say so.
public struct RPCStatus: Error, Hashable, Sendable {
  /// The kinds of endings, with gRPC's numbers.
  public enum Code: Int, Hashable, Sendable, CaseIterable {
    /// The call succeeded.
    case ok = 0
    /// The caller gave the call up.
    case cancelled = 1
    /// An error of which nothing is known.
    case unknown = 2
    /// The request is wrong whatever the state of the system.
    case invalidArgument = 3
    /// Time ran out before the call ended. It may have had its effect all the same.
    case deadlineExceeded = 4
    /// What was asked for does not exist.
    case notFound = 5
    /// What was to be created exists already.
    case alreadyExists = 6
    /// The caller is known and may not do this.
    case permissionDenied = 7
    /// A limit was reached: of size, of rate, of memory.
    case resourceExhausted = 8
    /// The system is not in the state the call needs; retrying does not help before that is changed.
    case failedPrecondition = 9
    /// The call lost against another one; retry the whole act.
    case aborted = 10
    /// Beyond the end of a valid range.
    case outOfRange = 11
    /// The server does not know the method.
    case unimplemented = 12
    /// Something that must hold does not: a mistake of ours, or broken bytes.
    case internalError = 13
    /// The service cannot be reached for now; retrying later may help.
    case unavailable = 14
    /// Data was lost for good.
    case dataLoss = 15
    /// The caller is not known.
    case unauthenticated = 16
  }

  /// Which kind of ending.
  public var code: Code
  /// What happened, for people. Carries no personal data: it crosses services and stands in logs.
  public var message: String
  /// A serialized `google.rpc.Status`, sent as `grpc-status-details-bin`; empty when there is none.
  public var details: [UInt8]

  /// A status with a message, and details if there are any.
  public init(_ code: Code, _ message: String = "", details: [UInt8] = []) {
    self.code = code
    self.message = message
    self.details = details
  }

  /// The status of a call that succeeded.
  public static let ok = RPCStatus(.ok)
}

extension RPCStatus: CustomStringConvertible {
  /// The code's name and the message, as `notFound: no such page`.
  public var description: String { message.isEmpty ? "\(code)" : "\(code): \(message)" }
}
