import Datasets
import RPC

/// Turns what datasets say into the status that the caller gets, in this one place; stores say their own.
enum ValidationFailure {
  /// Runs the body of a call.
  static func mapped<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch let error as DatasetError {
      throw RPCStatus(.invalidArgument, "\(error)")
    }
  }
}
