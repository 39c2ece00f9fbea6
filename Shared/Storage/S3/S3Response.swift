/// What a server answered to a request of S3's protocol.
struct S3Response: Sendable {
  let status: Int
  let body: [UInt8]
  /// Where the bucket really is, said by a server that does not have it.
  let region: String?

  /// Whether the server did what was asked.
  var isSuccess: Bool { (200..<300).contains(status) }

  /// The server's own code for the error, such as `NoSuchKey`; the status when it has none, as to HEAD.
  var code: String { texts["Error/Code"] ?? "HTTP \(status)" }

  /// Whether asking again later may well help: the server or the way to it is in trouble, or wants us slower.
  var isTemporary: Bool {
    switch status {
    case 408, 429, 500, 502, 503, 504: true
    default: ["RequestTimeout", "OperationAborted", "SlowDown"].contains(code)
    }
  }

  /// The code and the server's own words.
  var reason: String {
    guard let message = texts["Error/Message"] else { return code }
    return "\(code): \(message.prefix(Self.messageLengthMax))"
  }

  private static let messageLengthMax = 300

  private var texts: [String: String] {
    guard !isSuccess else { return [:] }
    return Dictionary(
      (S3Document.leaves(of: body) ?? []).map { ($0.path, $0.text) }, uniquingKeysWith: { one, _ in one })
  }

  /// The error to throw for an answer that is none of those that were expected.
  func error(at address: S3Address) -> StorageError {
    let address = address.description
    switch code {
    case "NoSuchBucket": return .missingBucket(address: address)
    case "QuotaExceeded", "InsufficientStorage", "XMinioStorageFull", "HTTP 507": return .full(path: address)
    case "RequestTimeTooSkewed":
      return .operationFailed(path: address, operation: "use", reason: "\(reason) Set this machine's clock.")
    case "AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException", "HTTP 301":
      let right = region.map { ": add region=\($0) to the address" } ?? ": say the right region in the address"
      return .operationFailed(path: address, operation: "use", reason: reason + right)
    default: break
    }
    return status == 401 || status == 403
      ? .notPermitted(path: address, reason: reason)
      : .operationFailed(path: address, operation: "use", reason: reason)
  }
}
