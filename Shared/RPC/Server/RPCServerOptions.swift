public import NIOCore

/// How a server behaves, besides its methods.
public struct RPCServerOptions: Sendable {
  /// The bounds of connections and calls.
  public var limits = RPCLimits.standard
  /// Which replies are sent compressed, standard: none. Requests are read in every encoding of ``MessageEncoding``.
  public var compression = CompressionOptions.off
  /// Connections that the kernel holds for us before they are accepted.
  public var backlog = 1024
  /// Where calls and connections are counted.
  public var instruments = RPCInstruments.process
  /// Called on each new channel before HTTP/2 is added: the place of TLS.
  public var prepareChannel: @Sendable (any Channel) throws -> Void = { _ in }

  /// The standard options, to be changed field by field.
  public init() {}
}
