public import NIOCore

/// Every bound of the connections of an HTTP/1 port.
public struct WebLimits: Sendable {
  /// Connections at once; one more takes the place of the least active.
  public var connectionsMaximum: Int
  /// Bytes of a request before its end, head and body; more close the connection.
  public var requestBytesMaximum = 16 << 10
  /// How long a whole head may take to arrive: from connecting, or from its first byte on a connection that was answered.
  public var headTimeout: TimeAmount = .seconds(10)
  /// How long a whole body may take to arrive.
  public var bodyTimeout: TimeAmount = .seconds(10)
  /// How long an answer may take to be made and to be read.
  public var answerTimeout: TimeAmount = .seconds(60)
  /// How long a connection may be silent after an answer.
  public var idleTimeout: TimeAmount = .seconds(60)

  /// The standard limits, for so many connections.
  public init(connectionsMaximum: Int) { self.connectionsMaximum = connectionsMaximum }
}
