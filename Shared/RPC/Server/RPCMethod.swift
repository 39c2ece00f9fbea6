/// A method without its types.
struct RPCMethod: Sendable {
  typealias Run = @Sendable (ServerCall, ArraySlice<UInt8>) async throws -> Void

  /// Whether exactly one request is received, whole, before the handler starts; it is then given to `run`.
  let collectsRequest: Bool
  let run: Run
  /// Its place among the router's methods: where its instruments are found.
  let index: Int
}
