import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends signed requests to one bucket's server, and sends them again while the server is away or wants us slower.
///
/// Every request of ours may be repeated: what it does twice is the same as once.
struct S3Client: Sendable {
  let address: S3Address
  private let signer: S3Signer
  private let http: HTTPClient
  private let patience: Duration

  /// Connections of all stores of this process, kept while they are used. Never shut down: it lives as long as the process.
  static let sharedHTTP = HTTPClient(
    eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)

  /// How connections are made and watched.
  static var configuration: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.httpVersion = .http1Only
    configuration.timeout.connect = .seconds(Int64(StorageLimits.connectSeconds))
    configuration.timeout.write = .seconds(Int64(StorageLimits.answerSeconds))
    configuration.timeout.read = .seconds(Int64(StorageLimits.answerSeconds))
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = StorageLimits.serverConnectionsMax
    // We try again ourselves, within our own patience.
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }

  init(to address: S3Address, as credentials: S3Credentials, patience: Duration, http: HTTPClient = sharedHTTP) {
    self.address = address
    self.patience = patience
    self.http = http
    signer = S3Signer(credentials: credentials, region: address.region)
  }

  /// The server's answer to a request, whatever it is, unless asking again later may help: then it asks again.
  ///
  /// - Throws: ``StorageError/unreachable(address:reason:)`` when the server is away, or in trouble, for longer than the
  ///   patience; ``StorageError/tooLarge(what:limit:got:)`` for an answer of over `bytesMax`; `CancellationError`.
  func send(_ request: S3Request, bytesMax: Int = StorageLimits.serverAnswerBytesMax) async throws -> S3Response {
    let bodyHash = try await Self.hash(of: request.body)
    let giveUp = ContinuousClock.now + patience
    var pause = Duration.milliseconds(50)
    while true {
      let reason: String
      do {
        let response = try await attempt(request, bodyHash: bodyHash, bytesMax: bytesMax)
        guard response.isTemporary else { return response }
        reason = response.reason
      } catch let error as StorageError {
        throw error
      } catch {
        try Task.checkCancellation()
        reason = Self.text(of: error)
      }
      guard ContinuousClock.now + pause < giveUp else {
        throw StorageError.unreachable(address: address.description, reason: reason)
      }
      // By chance a little longer or shorter, so that many who were turned away do not come back together.
      try await Task.sleep(for: pause * Double.random(in: 0.5...1))
      pause = min(pause * 2, .seconds(2))
    }
  }

  private func attempt(_ request: S3Request, bodyHash: String, bytesMax: Int) async throws -> S3Response {
    let query = request.encodedQuery
    var message = HTTPClientRequest(
      url: "\(address.scheme)://\(address.authority)\(request.path)\(query.isEmpty ? "" : "?\(query)")")
    message.method = HTTPMethod(rawValue: request.method)
    let headers = signer.signedHeaders(
      of: request, bodyHash: bodyHash, to: address.authority, at: S3Signer.text(of: Date()))
    message.headers = HTTPHeaders(headers.map { ($0.name, $0.value) })
    if request.method == "PUT" { message.body = .bytes(ByteBuffer(bytes: request.body)) }
    let seconds =
      StorageLimits.answerSeconds + max(request.body.count, bytesMax) / StorageLimits.serverBytesPerSecondMin
    let answer = try await http.execute(message, timeout: .seconds(Int64(seconds)))
    return S3Response(
      status: Int(answer.status.code), body: try await body(of: answer, bytesMax: bytesMax),
      region: answer.headers.first(name: "x-amz-bucket-region"))
  }

  private func body(of answer: HTTPClientResponse, bytesMax: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    let start = ContinuousClock.now
    for try await piece in answer.body {
      // A server that sends a few bytes now and then is never silent, and never done.
      let seconds = StorageLimits.answerSeconds + bytes.count / StorageLimits.serverBytesPerSecondMin
      guard ContinuousClock.now - start < .seconds(seconds) else { throw SlowAnswer() }
      let size = bytes.count + piece.readableBytes
      guard size <= bytesMax else {
        throw StorageError.tooLarge(what: "an answer of \(address) in bytes", limit: bytesMax, got: size)
      }
      bytes += piece.readableBytesView
    }
    return bytes
  }

  private struct SlowAnswer: Error, CustomStringConvertible {
    let description = "an answer came at under \(StorageLimits.serverBytesPerSecondMin) bytes a second"
  }

  /// A large body is hashed where it holds up nobody.
  private static func hash(of body: [UInt8]) async throws -> String {
    body.count < 1 << 16 ? sha256Hex(body) : try await BlockingWork.run { sha256Hex(body) }
  }

  private static func text(of error: any Error) -> String {
    guard let error = error as? HTTPClientError else { return "\(error)" }
    return error.shortDescription
  }
}
