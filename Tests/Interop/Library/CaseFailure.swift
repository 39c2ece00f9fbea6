import RPC

/// What came back that should not have.
public struct CaseFailure: Error, CustomStringConvertible {
  /// What was expected and what came, with both values.
  public let description: String
}

/// Throws unless both are equal.
func expect<Value: Equatable>(_ what: String, _ actual: Value, is expected: Value) throws(CaseFailure) {
  guard actual == expected else { throw CaseFailure(description: "\(what) is \(actual), not \(expected)") }
}

/// The status that `call` fails with.
///
/// - Throws: ``CaseFailure`` when it does not fail, or not with a status.
func failure(of what: String, _ call: () async throws -> Void) async throws(CaseFailure) -> RPCStatus {
  do {
    try await call()
  } catch let status as RPCStatus {
    return status
  } catch {
    throw CaseFailure(description: "\(what) failed with \(error), which is no status")
  }
  throw CaseFailure(description: "\(what) went well; it should have failed")
}
