import Domain
import RPC
import Storage
import Testing

@testable import Hosting

@Suite("What callers are told of a store's errors")
struct StorageStatusTests {
  private static let place = "/secret/folder"
  private static let errors: [(StorageError, RPCStatus.Code)] = [
    (.unreachable(address: place, reason: place), .unavailable), (.busy(path: place, waitedSeconds: 5), .unavailable),
    (.full(path: place), .unavailable), (.missingFolder(path: place), .unavailable),
    (.operationFailed(path: place, operation: place, reason: place), .unavailable),
    (.notPermitted(path: place, reason: place), .unavailable), (.missingBucket(address: place), .unavailable),
    (.noCredentials(address: place), .unavailable), (.wrongKind(path: place, expected: place), .unavailable),
    (.unsupportedAddress(address: place, available: place), .unavailable),
    (.contended(what: place, attempts: 3), .aborted), (.corrupt(path: place, reason: place), .dataLoss),
    (.wrongSchema(path: place, unknownMigrations: [place]), .failedPrecondition), (.notFound(what: place), .notFound),
    (.badText(what: place), .invalidArgument), (.tooLarge(what: place, limit: 1, got: 2), .invalidArgument),
    (.notFinite(what: place), .invalidArgument), (.nothingToRollBackTo(model: "m"), .failedPrecondition),
    (.unknownModel(ModelVersion(model: "m", version: 1)), .notFound), (.runNotGoing(run: 1), .failedPrecondition),
    (.alreadyRegistered(ModelVersion(model: "m", version: 1)), .alreadyExists),
  ]

  @Test("Each has its code and its reason and names no place; what passes says when to try again")
  func statuses() throws {
    for (error, code) in Self.errors {
      let status = error.status
      let details = String(decoding: status.details, as: UTF8.self)
      #expect(status.code == code && !status.message.isEmpty && !status.message.contains("secret"), "\(error)")
      #expect(details.contains("google.rpc.ErrorInfo") && !details.contains("secret"))
      #expect(details.contains("google.rpc.RetryInfo") == [.unavailable, .aborted].contains(code), "\(error)")
    }
    let key = StorageError.badKey(key: "\u{1b}" + String(repeating: "k", count: 9000), reason: "too long").status
    #expect(key.code == .invalidArgument && key.message.utf8.count < 200 && !key.message.contains("\u{1b}"))
  }

  @Test("Details are google.rpc.Status in protobuf's bytes")
  func details() {
    let status = RPCStatus(.unavailable, "m", reason: "R", retryAfter: .milliseconds(1500))
    let info = [0x0a, 1, 0x52, 0x12, 9] + Array("bandstand".utf8)
    let infoName = Array("type.googleapis.com/google.rpc.ErrorInfo".utf8)
    let infoAny = [0x0a, UInt8(infoName.count)] + infoName + [0x12, UInt8(info.count)] + info
    let retry: [UInt8] = [0x0a, 8, 0x08, 1, 0x10, 0x80, 0xca, 0xb5, 0xee, 0x01]
    let retryName = Array("type.googleapis.com/google.rpc.RetryInfo".utf8)
    let retryAny = [0x0a, UInt8(retryName.count)] + retryName + [0x12, UInt8(retry.count)] + retry
    var expected: [UInt8] = [0x08, 14, 0x12, 1, UInt8(ascii: "m")]
    expected += [0x1a, UInt8(infoAny.count)] + infoAny + [0x1a, UInt8(retryAny.count)] + retryAny
    #expect(status.details == expected)
  }
}
