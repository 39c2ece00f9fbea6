import Glibc

/// Free ports of loopback.
public enum LoopbackPort {
  /// A port that nobody listens on now. Somebody else may take it before the caller does.
  ///
  /// - Throws: ``NoPort``.
  public static func free() throws -> Int {
    let (socket, port) = try bound()
    close(socket)
    return port
  }

  /// A socket at a port of its own, to be closed by the caller.
  static func bound() throws -> (socket: Int32, port: Int) {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw NoPort() }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafeMutableBytes(of: &address) { bytes in
      let generic = unsafe bytes.assumingMemoryBound(to: sockaddr.self).baseAddress
      return unsafe bind(socket, generic, size) == 0 && getsockname(socket, generic, &size) == 0
    }
    guard isBound else {
      close(socket)
      throw NoPort()
    }
    return (socket, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// The system gave no port.
  public struct NoPort: Error {}
}
