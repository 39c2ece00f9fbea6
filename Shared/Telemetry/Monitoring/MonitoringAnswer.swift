/// What a monitoring page says.
public struct MonitoringAnswer: Sendable {
  /// The HTTP status.
  public var status: Int
  /// The HTTP `Content-Type`.
  public var contentType: String
  /// The page.
  public var body: [UInt8]

  /// An answer of any kind.
  public init(status: Int = 200, contentType: String, body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  /// A line of plain text.
  public static func line(_ text: String, status: Int = 200) -> MonitoringAnswer {
    MonitoringAnswer(status: status, contentType: "text/plain; charset=utf-8", body: Array("\(text)\n".utf8))
  }
}
