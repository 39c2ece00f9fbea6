/// Which handler answers which method. A path is `/package.Service/Method`, and is registered once.
///
/// An `RPCStatus` that a handler throws is the call's status. Any other error is INTERNAL with the message "internal error",
/// and is logged. When the caller cancels, its deadline passes or its connection is lost, the handler's task is cancelled.
/// Handlers start on the connection's event loop: long computations must move elsewhere.
public struct RPCRouter: Sendable {
  private var methods: [String: RPCMethod] = [:]
  /// All registered paths, by their methods' indices.
  private(set) var pathsByIndex: [String] = []
  /// The files that declare the registered services, for server reflection.
  public private(set) var files: [ProtoFile] = []

  /// A router that knows no method.
  public init() {}

  /// All registered paths, sorted.
  public var paths: [String] { methods.keys.sorted() }

  /// The full names of all services that have a registered method, sorted.
  public var services: [String] {
    Set(methods.keys.compactMap { $0.dropFirst().split(separator: "/").first.map(String.init) }).sorted()
  }

  /// Adds a file that declares services registered here. Adding it again changes nothing.
  public mutating func describe(_ file: ProtoFile) {
    guard !files.contains(where: { $0.path == file.path }) else { return }
    files.append(file)
  }

  /// Registers a method of one request and one reply, whose handler never waits: it runs on the event loop as soon as the
  /// request is here, and costs a little less than one that might wait.
  public mutating func unary<Request: WireMessage, Response: WireMessage>(
    _ path: String, _ handler: @escaping @Sendable (consuming Request, ServerContext) throws -> Response
  ) {
    let run = RPCMethod.Run.atOnce { call in
      call.reply(try call.encodeReply(try handler(try call.decodeRequest(), call.context)))
    }
    add(path, collectsRequest: true, run)
  }

  /// Registers a method of one request and one reply.
  public mutating func unary<Request: WireMessage, Response: WireMessage>(
    _ path: String,
    _ handler: nonisolated(nonsending) @escaping @Sendable (consuming Request, ServerContext) async throws -> Response
  ) {
    let run = RPCMethod.Run.inTask { task in
      await task.runEach { call in
        call.reply(try call.encodeReply(try await handler(try call.decodeRequest(), call.context)))
      }
    }
    add(path, collectsRequest: true, run)
  }

  /// Registers a method of one request and many replies.
  public mutating func serverStreaming<Request: WireMessage, Response: WireMessage>(
    _ path: String,
    _ handler: @escaping @Sendable (consuming Request, ServerContext, ResponseWriter<Response>) async throws -> Void
  ) {
    let run = RPCMethod.Run.inTask { task in
      await task.runEach { call in try await handler(try call.decodeRequest(), call.context, ResponseWriter(call)) }
    }
    add(path, collectsRequest: true, run)
  }

  /// Registers a method of many requests and one reply.
  public mutating func clientStreaming<Request: WireMessage, Response: WireMessage>(
    _ path: String,
    _ handler:
      nonisolated(nonsending) @escaping @Sendable (RequestStream<Request>, ServerContext) async throws -> Response
  ) {
    let run = RPCMethod.Run.inTask { task in
      await task.runEach { call in
        call.reply(try call.encodeReply(try await handler(RequestStream(call), call.context)))
      }
    }
    add(path, collectsRequest: false, run)
  }

  /// Registers a method of many requests and many replies, in any order.
  public mutating func bidirectional<Request: WireMessage, Response: WireMessage>(
    _ path: String,
    _ handler:
      nonisolated(nonsending) @escaping @Sendable (RequestStream<Request>, ServerContext, ResponseWriter<Response>)
      async throws -> Void
  ) {
    let run = RPCMethod.Run.inTask { task in
      await task.runEach { call in try await handler(RequestStream(call), call.context, ResponseWriter(call)) }
    }
    add(path, collectsRequest: false, run)
  }

  func method(_ path: String) -> RPCMethod? { methods[path] }

  private mutating func add(_ path: String, collectsRequest: Bool, _ run: RPCMethod.Run) {
    precondition(path.hasPrefix("/"), "a path is /package.Service/Method, not \(path)")
    precondition(methods[path] == nil, "method \(path) is registered twice")
    methods[path] = RPCMethod(
      path: path, collectsRequest: collectsRequest, index: pathsByIndex.count, run: run)
    pathsByIndex.append(path)
  }
}
