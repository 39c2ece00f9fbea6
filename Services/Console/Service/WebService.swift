import HTTPTypes
import Hosting
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// The site on a port.
struct WebService: Service {
  let configuration: WebConfiguration
  let site: Site
  let group: any EventLoopGroup
  let logger: Logger

  private static let connectionsMax = 256
  private static let idleTimeout: TimeAmount = .seconds(60)

  func run() async throws {
    let portFile = configuration.portFile.map(PortFile.init(path:))
    let (host, logger) = (configuration.host, logger)
    let application = Application(
      responder: Responder(site: site),
      server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: Self.idleTimeout)),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: configuration.port),
        availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionsMax)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? 0
        do { try portFile?.write(port) } catch { logger.error("no port file", metadata: ["error": "\(error)"]) }
        logger.notice("page open", metadata: ["host": "\(host)", "port": "\(port)"])
      },
      eventLoopGroupProvider: .shared(group), logger: logger)
    do {
      try await application.run()
    } catch let error as IOError {
      throw ConsoleError.notListening(host: host, port: configuration.port, reason: "\(error)")
    }
    portFile?.remove()
  }
}

/// Answers requests of a site: its pages to GET and HEAD, and nothing else.
private struct Responder: HTTPResponder {
  typealias Context = BasicRequestContext

  let site: Site

  /// Nothing but the page's own style is loaded, and nobody may frame it.
  private static let security: HTTPFields = [
    .contentSecurityPolicy:
      "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    .xContentTypeOptions: "nosniff", .cacheControl: "no-store",
  ]

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    guard request.method == .get || request.method == .head else {
      return Response(status: .methodNotAllowed, headers: [.allow: "GET, HEAD"])
    }
    var values: [String: String] = [:]
    for (name, value) in request.uri.queryParameters { values["\(name)"] = "\(value)" }
    let page = await site.page(at: request.uri.path, PageQuery(values))
    var headers = Self.security
    headers[.contentType] = page.contentType
    let body = ByteBuffer(string: page.body)
    headers[.contentLength] = "\(body.readableBytes)"
    return Response(
      status: HTTPResponse.Status(code: page.status), headers: headers,
      body: request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: body))
  }
}
