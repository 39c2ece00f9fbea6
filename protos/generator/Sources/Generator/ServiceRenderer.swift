/// Writes the client stub and the server protocol of one service.
struct ServiceRenderer {
  private let service: ProtoService
  private let file: ProtoFile
  private let namespace: Namespace

  init(_ service: ProtoService, of file: ProtoFile, in namespace: Namespace) {
    self.service = service
    self.file = file
    self.namespace = namespace
  }

  /// The whole file of the client stub.
  func client() throws(GeneratorError) -> String {
    var source = SourceText(from: file.path)
    source.add("public import RPC", "", "extension \(namespace.name) {")
    source.document(["Calls `\(service.fullName)`.", ""] + service.comment, indent: 2)
    source.add(
      "  public struct \(service.name)Client: Sendable {",
      "    private let client: RPCClient", "",
      "    /// A stub over a connection, which stays the caller's to close.",
      "    public init(_ client: RPCClient) {", "      self.client = client", "    }")
    for method in service.methods {
      source.add("")
      source.document(method.comment, indent: 4)
      try add(call: method, to: &source)
    }
    source.add("  }", "}")
    return source.text
  }

  /// The whole file of the server protocol.
  func serving() throws(GeneratorError) -> String {
    var source = SourceText(from: file.path)
    source.add("public import RPC", "", "extension \(namespace.name) {")
    source.document(["Answers `\(service.fullName)`.", ""] + service.comment, indent: 2)
    source.add("  public protocol \(service.name)Serving: Sendable {")
    for (index, method) in service.methods.enumerated() {
      if index > 0 { source.add("") }
      source.document(method.comment, indent: 4)
      source.add("    \(try requirement(method))")
    }
    source.add(
      "  }", "}", "",
      "extension \(namespace.name).\(service.name)Serving {",
      "  /// Puts every call of `\(service.fullName)` into the router, and the file that declares them.",
      "  public func register(in router: inout RPCRouter) {",
      "    router.describe(.\(Naming.fileConstant(file.path)))")
    for method in service.methods { add(registration: method, to: &source) }
    source.add("  }", "}")
    return source.text
  }

  private func path(_ method: ProtoService.Method) -> String { "/\(service.fullName)/\(method.name)" }

  private func add(call method: ProtoService.Method, to source: inout SourceText) throws(GeneratorError) {
    let name = Naming.lowerCamel(method.name)
    let request = try Namespace.swiftType(method.request)
    let response = try Namespace.swiftType(method.response)
    let options = "options: CallOptions = CallOptions()"
    switch (method.streamsRequests, method.streamsResponses) {
    case (false, false):
      source.add(
        "    public func \(name)(_ request: \(request), \(options)) async throws -> \(response) {",
        "      try await client.unary(\"\(path(method))\", request, options: options)")
    case (false, true):
      source.add(
        "    public func \(name)(_ request: \(request), \(options)) -> ResponseStream<\(response)> {",
        "      client.serverStreaming(\"\(path(method))\", request, options: options)")
    case (true, false):
      source.add(
        "    public func \(name)(",
        "      \(options),",
        "      _ produce: @Sendable (RequestWriter<\(request)>) async throws -> Void",
        "    ) async throws -> \(response) {",
        "      try await client.clientStreaming(\"\(path(method))\", options: options, produce)")
    case (true, true):
      source.add(
        "    public func \(name)(",
        "      \(options),",
        "      _ produce: @escaping @Sendable (RequestWriter<\(request)>) async throws -> Void",
        "    ) -> ResponseStream<\(response)> {",
        "      client.bidirectional(\"\(path(method))\", options: options, produce)")
    }
    source.add("    }")
  }

  private func requirement(_ method: ProtoService.Method) throws(GeneratorError) -> String {
    let request = try Namespace.swiftType(method.request)
    let response = try Namespace.swiftType(method.response)
    let input =
      method.streamsRequests ? "_ requests: RequestStream<\(request)>" : "_ request: \(request)"
    let start = "func \(Naming.lowerCamel(method.name))(\(input), context: ServerContext"
    return method.streamsResponses
      ? "\(start), responses: ResponseWriter<\(response)>) async throws" : "\(start)) async throws -> \(response)"
  }

  private func add(registration method: ProtoService.Method, to source: inout SourceText) {
    let name = Naming.lowerCamel(method.name)
    switch (method.streamsRequests, method.streamsResponses) {
    case (false, false):
      source.add(
        "    router.unary(\"\(path(method))\") { request, context in",
        "      try await self.\(name)(request, context: context)")
    case (false, true):
      source.add(
        "    router.serverStreaming(\"\(path(method))\") { request, context, responses in",
        "      try await self.\(name)(request, context: context, responses: responses)")
    case (true, false):
      source.add(
        "    router.clientStreaming(\"\(path(method))\") { requests, context in",
        "      try await self.\(name)(requests, context: context)")
    case (true, true):
      source.add(
        "    router.bidirectional(\"\(path(method))\") { requests, context, responses in",
        "      try await self.\(name)(requests, context: context, responses: responses)")
    }
    source.add("    }")
  }
}
