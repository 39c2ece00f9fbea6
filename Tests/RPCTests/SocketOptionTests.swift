import Glibc
import RPC
import Support
import Testing

@Suite("Options of sockets")
struct SocketOptionTests {
  /// The milliseconds of `TCP_USER_TIMEOUT` of every connected socket of this process that is on `port`.
  private func timeouts(ofPort port: Int) -> (server: [CInt], client: [CInt]) {
    var found: (server: [CInt], client: [CInt]) = ([], [])
    for descriptor in CInt(3)..<4096 {
      guard let peer = unsafe Self.port(descriptor, getpeername) else { continue }
      if unsafe Self.port(descriptor, getsockname) == port { found.server.append(Self.timeout(descriptor)) }
      if peer == port { found.client.append(Self.timeout(descriptor)) }
    }
    return found
  }

  private static func port(
    _ descriptor: CInt, _ read: (CInt, UnsafeMutablePointer<sockaddr>?, UnsafeMutablePointer<socklen_t>?) -> CInt
  ) -> Int? {
    // The beginning of a sockaddr_in: the family in two bytes, and the port in two more, big-endian.
    var address = [UInt8](repeating: 0, count: 128)
    var size = socklen_t(address.count)
    let code = unsafe address.withUnsafeMutableBytes { bytes in
      unsafe read(descriptor, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, &size)
    }
    guard code == 0, address[0] == UInt8(AF_INET), address[1] == 0 else { return nil }
    return Int(address[2]) << 8 | Int(address[3])
  }

  private static func timeout(_ descriptor: CInt) -> CInt {
    var value: CInt = -1
    var size = socklen_t(MemoryLayout<CInt>.size)
    _ = unsafe getsockopt(descriptor, CInt(IPPROTO_TCP), 18, &value, &size)
    return value
  }

  @Test("A peer may leave bytes unacknowledged for as long as the answer to a ping may take")
  func keptAlive() async throws {
    try await withEchoServer(options: { $0.keepalive.timeout = .milliseconds(12_345) }) { port in
      let client = makeClient(port: port) {
        $0.keepalive.interval = .seconds(600)
        $0.keepalive.timeout = .milliseconds(6789)
      }
      _ = try await client.call("Unary", "")
      let found = timeouts(ofPort: port)
      #expect(found.server == [12_345] && found.client == [6789])
      await client.close()
    }
  }

  @Test("Without pings, the system's own time stands, as a client has it by standard")
  func notKeptAlive() async throws {
    try await withEchoServer(options: { $0.keepalive.interval = nil }) { port in
      let client = makeClient(port: port)
      _ = try await client.call("Unary", "")
      let found = timeouts(ofPort: port)
      #expect(found.server == [0] && found.client == [0])
      await client.close()
    }
  }
}
