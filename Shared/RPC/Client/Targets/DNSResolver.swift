import Glibc
import NIOPosix

/// Looks a host name up as the system does: `/etc/hosts`, DNS, whatever it is set up for.
public struct DNSResolver: AddressResolver {
  private let host: String
  private let port: Int

  /// Threads for this alone: a lookup that a dead server keeps waiting for many seconds must hold up nothing else, such as files.
  private static let threads: NIOThreadPool = {
    let pool = NIOThreadPool(numberOfThreads: 4)
    pool.start()
    return pool
  }()

  /// A resolver of `host`, whose servers all listen on `port`.
  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// The host's addresses in the system's order of preference (RFC 6724). Looked up on a thread that may block.
  ///
  /// - Throws: ``DNSError``.
  public func addresses() async throws -> [ServerAddress] {
    try await Self.threads.runIfActive { try Self.lookUp(host, port) }
  }

  private static func lookUp(_ host: String, _ port: Int) throws(DNSError) -> [ServerAddress] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = unsafe getaddrinfo(host, nil, &hints, &list)
    guard code == 0 else { throw DNSError(host: host, reason: unsafe String(cString: gai_strerror(code))) }
    defer { unsafe freeaddrinfo(list) }
    var addresses: [ServerAddress] = []
    var next = unsafe list
    while let entry = unsafe next {
      if let text = unsafe numericHost(entry.pointee) { addresses.append(.internet(host: text, port: port)) }
      unsafe next = entry.pointee.ai_next
    }
    return addresses
  }

  private static func numericHost(_ entry: addrinfo) -> String? {
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let code = unsafe text.withUnsafeMutableBufferPointer { buffer in
      unsafe getnameinfo(
        entry.ai_addr, entry.ai_addrlen, buffer.baseAddress, socklen_t(buffer.count), nil, 0, NI_NUMERICHOST)
    }
    guard code == 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Why a name could not be looked up.
public struct DNSError: Error, Equatable, CustomStringConvertible {
  /// The name.
  public let host: String
  /// The system's words.
  public let reason: String

  /// A name, and why it cannot be looked up.
  public init(host: String, reason: String) {
    self.host = host
    self.reason = reason
  }

  /// The name and the reason.
  public var description: String { "host \(host): \(reason)" }
}
