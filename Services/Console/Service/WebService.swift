import HTTPTypes
import Hosting
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Telemetry

/// The site on a port.
struct WebService: Service {
  let configuration: WebConfiguration
  let site: Site
  let group: any EventLoopGroup
  let logger: Logger

  var limits = WebLimits(connectionsMaximum: 256)

  func run() async throws {
    let portFile = configuration.portFile.map(PortFile.init(path:))
    let (host, logger) = (configuration.host, logger)
    let connections = WebConnections(
      limits: limits, hosts: AllowedHosts(listening: host, and: configuration.allowedHosts))
    let application = Application(
      responder: Responder(site: site),
      server: HTTPServerBuilder { responder in
        GuardedChannel(http1: HTTP1Channel(responder: responder), connections: connections)
      },
      configuration: ApplicationConfiguration(address: .hostname(host, port: configuration.port)),
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

/// Hummingbird's connections, guarded.
private struct GuardedChannel: ServerChildChannel {
  let http1: HTTP1Channel
  let connections: WebConnections

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    http1.setup(channel: channel, logger: logger).flatMapThrowing { value in
      do { try connections.take(channel) } catch {
        channel.close(promise: nil)
        throw error
      }
      return value
    }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async { await http1.handle(value: value, logger: logger) }
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
