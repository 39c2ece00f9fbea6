import Messages
import RPC
import Testing

@testable import Hosting

/// What reflection says of a router that has the health service, over the messages alone.
@Suite("Server reflection")
struct ReflectionTests {
  private typealias Question = ReflectionWire.ServerReflectionRequest.MessageRequest

  private let service: ReflectionService

  init() {
    var router = RPCRouter()
    HealthService(registry: HealthRegistry(serviceNames: [])).register(in: &router)
    service = ReflectionService(index: ReflectionIndex(of: router, and: []))
  }

  private func answer(_ question: Question?) -> ReflectionWire.ServerReflectionResponse.MessageResponse? {
    service.response(to: .init(host: "h", messageRequest: question)).messageResponse
  }

  private func errorCode(_ question: Question?) -> Int32? {
    guard case .errorResponse(let error) = answer(question) else { return nil }
    return error.errorCode
  }

  @Test("It lists services")
  func services() {
    #expect(answer(.listServices("")) == .listServicesResponse(.init(service: [.init(name: "grpc.health.v1.Health")])))
  }

  @Test("A file is found by its path and by every name it declares")
  func symbols() {
    let health = ProtoFile.grpcHealthV1Health
    let file = answer(.fileByFilename(health.path))
    #expect(file == .fileDescriptorResponse(.init(fileDescriptorProto: [health.descriptor])))
    for name in health.messages + health.symbols { #expect(answer(.fileContainingSymbol(name)) == file, "\(name)") }
    #expect(health.symbols.contains("grpc.health.v1.Health.Watch"))
    #expect(health.symbols.contains("grpc.health.v1.HealthCheckRequest.service"))
    #expect(health.symbols.contains("grpc.health.v1.HealthCheckResponse.ServingStatus"))
    #expect(health.symbols.contains("grpc.health.v1.HealthCheckResponse.SERVING"))
  }

  @Test("A file comes before what it imports, each once")
  func imports() {
    let files = ProtoFile.bandstandV1Home.withImports
    #expect(files.map(\.path) == ["bandstand/v1/home.proto", "bandstand/v1/types.proto"])
    let twice = ProtoFile(path: "a", imports: files, messages: [], symbols: [], descriptor: "")
    #expect(twice.withImports.map(\.path) == ["a", "bandstand/v1/home.proto", "bandstand/v1/types.proto"])
  }

  @Test("Of extensions there are none: that is said of messages it has, and not of names it lacks")
  func extensions() {
    let known = "grpc.health.v1.HealthCheckRequest"
    #expect(
      answer(.allExtensionNumbersOfType(known)) == .allExtensionNumbersResponse(.init(baseTypeName: known)))
    #expect(errorCode(.allExtensionNumbersOfType("grpc.health.v1.Health")) == 5)
    #expect(errorCode(.allExtensionNumbersOfType("x.Y")) == 5)
    #expect(errorCode(.fileContainingExtension(.init(containingType: known, extensionNumber: 1))) == 5)
  }

  @Test("Unknown, empty and odd names are NOT_FOUND; no question at all is INVALID_ARGUMENT")
  func unknown() {
    for name in ["", ".", "grpc", "grpc.health.v1", "GRPC.health.v1.Health", ".grpc.health.v1.Health", "é🎵", "../a"] {
      #expect(errorCode(.fileContainingSymbol(name)) == 5, "\(name)")
      #expect(errorCode(.fileByFilename(name)) == 5, "\(name)")
    }
    #expect(errorCode(nil) == 3)
  }

  @Test("A question is sent back with its answer, but not one whose name is too long")
  func echo() {
    let question = ReflectionWire.ServerReflectionRequest(host: "h", messageRequest: .fileByFilename("x"))
    let response = service.response(to: question)
    #expect(response.originalRequest == question)
    #expect(response.validHost == "h")
    let huge = String(repeating: "x", count: ReflectionLimits.nameBytesMax + 1)
    for request: ReflectionWire.ServerReflectionRequest in [
      .init(messageRequest: .fileContainingSymbol(huge)), .init(messageRequest: .listServices(huge)),
      .init(messageRequest: .fileContainingExtension(.init(containingType: huge))), .init(host: huge),
    ] {
      let response = service.response(to: request)
      #expect(response.originalRequest == nil)
      guard case .errorResponse(let error) = response.messageResponse else {
        Issue.record("\(request) was answered")
        continue
      }
      #expect(error.errorCode == 3)
      #expect(error.errorMessage.utf8.count < 100)
    }
  }
}
