import Messages
import RPC

/// gRPC's server reflection over a router: `grpc.reflection.v1.ServerReflection`, also under its older name.
///
/// An answer is made when it can be sent, so that a caller who asks without reading holds one answer at most.
/// Contract: https://github.com/grpc/grpc/blob/master/doc/server-reflection.md
struct ReflectionService: ReflectionWire.ServerReflectionServing {
  private typealias Answer = ReflectionWire.ServerReflectionResponse.MessageResponse
  private static let name = "grpc.reflection.v1.ServerReflection"
  private static let olderName = "grpc.reflection.v1alpha.ServerReflection"

  let index: ReflectionIndex

  /// Adds reflection, under both its names, to a router that has all its other services.
  static func add(to router: inout RPCRouter) {
    router.describe(.grpcReflectionV1Reflection)
    router.describe(.grpcReflectionV1alphaReflection)
    let service = ReflectionService(index: ReflectionIndex(of: router, and: [name, olderName]))
    service.register(in: &router)
    // The older protocol has the very same bytes, so that the messages of v1 speak it.
    router.bidirectional("/\(olderName)/ServerReflectionInfo") { requests, context, responses in
      try await service.serverReflectionInfo(requests, context: context, responses: responses)
    }
  }

  func serverReflectionInfo(
    _ requests: RequestStream<ReflectionWire.ServerReflectionRequest>, context: ServerContext,
    responses: ResponseWriter<ReflectionWire.ServerReflectionResponse>
  ) async throws {
    var questions = 0
    for try await request in requests {
      questions += 1
      guard questions <= ReflectionLimits.questionsMax else {
        throw RPCStatus(
          .resourceExhausted, "a stream may ask \(ReflectionLimits.questionsMax) questions; open another one")
      }
      try await responses.write(response(to: request))
    }
  }

  /// The answer to one question.
  ///
  /// A question that is too long is not sent back with its answer.
  func response(to request: ReflectionWire.ServerReflectionRequest) -> ReflectionWire.ServerReflectionResponse {
    guard request.host.utf8.count <= ReflectionLimits.nameBytesMax, request.nameBytes <= ReflectionLimits.nameBytesMax
    else {
      let message = "names have at most \(ReflectionLimits.nameBytesMax) bytes"
      return ReflectionWire.ServerReflectionResponse(messageResponse: Self.error(.invalidArgument, message))
    }
    return ReflectionWire.ServerReflectionResponse(
      validHost: request.host, originalRequest: request, messageResponse: answer(to: request.messageRequest))
  }

  private func answer(to question: ReflectionWire.ServerReflectionRequest.MessageRequest?) -> Answer {
    switch question {
    case .fileByFilename(let path): Self.file(index.file(path: path), orMissing: "no file \(path)")
    case .fileContainingSymbol(let name): Self.file(index.file(declaring: name), orMissing: "nothing named \(name)")
    case .fileContainingExtension(let request):
      Self.error(
        .notFound, "\(request.containingType) has no extension \(request.extensionNumber), nor has any message")
    case .allExtensionNumbersOfType(let name):
      index.hasMessage(name)
        ? .allExtensionNumbersResponse(ReflectionWire.ExtensionNumberResponse(baseTypeName: name))
        : Self.error(.notFound, "no message named \(name)")
    case .listServices:
      .listServicesResponse(
        ReflectionWire.ListServiceResponse(service: index.services.map { ReflectionWire.ServiceResponse(name: $0) }))
    case nil: Self.error(.invalidArgument, "no question; set one field of message_request")
    }
  }

  private static func file(_ file: ProtoFile?, orMissing message: String) -> Answer {
    guard let file else { return error(.notFound, "\(message); list_services says what is here") }
    return .fileDescriptorResponse(
      ReflectionWire.FileDescriptorResponse(fileDescriptorProto: file.withImports.map(\.descriptor)))
  }

  private static func error(_ code: RPCStatus.Code, _ message: String) -> Answer {
    .errorResponse(ReflectionWire.ErrorResponse(errorCode: Int32(code.rawValue), errorMessage: message))
  }
}

extension ReflectionWire.ServerReflectionRequest {
  /// The bytes of the name that is asked about.
  fileprivate var nameBytes: Int {
    switch messageRequest {
    case .fileByFilename(let name), .fileContainingSymbol(let name), .allExtensionNumbersOfType(let name),
      .listServices(let name):
      name.utf8.count
    case .fileContainingExtension(let request): request.containingType.utf8.count
    case nil: 0
    }
  }
}
