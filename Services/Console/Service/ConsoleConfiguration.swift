public import RPC

/// What the console can be told.
public struct ConsoleConfiguration: Sendable {
  /// Where people find it.
  public var web: WebConfiguration
  /// Whose findings it shows.
  public var validation: RPCTarget
}

/// Where the page is.
public struct WebConfiguration: Hashable, Sendable {
  /// The address to listen on.
  public var host: String
  /// The port to listen on; 0 for any free one.
  public var port: Int
  /// The names under which it is asked, besides the loopback's and the address.
  public var allowedHosts: [String]
  /// The file that the bound port is written to; nil for none.
  public var portFile: String?

  /// A page there.
  public init(host: String = "127.0.0.1", port: Int, allowedHosts: [String] = [], portFile: String? = nil) {
    self.host = host
    self.port = port
    self.allowedHosts = allowedHosts
    self.portFile = portFile
  }
}
