import NIOCore

/// Which hosts are this machine, so that nobody else can read what is sent there.
public enum LoopbackHost {
  /// Whether `host` is `localhost`, or an address of 127.0.0.0/8 or `::1`.
  public static func contains(_ host: String) -> Bool {
    if host == "localhost" { return true }
    guard let address = try? SocketAddress(ipAddress: host, port: 0) else { return false }
    switch address {
    case .v4: return host.hasPrefix("127.")
    case .v6: return address.ipAddress == "::1"
    case .unixDomainSocket: return true
    }
  }
}
