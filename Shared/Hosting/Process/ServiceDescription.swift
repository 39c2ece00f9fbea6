/// What a service program says of itself.
public struct ServiceDescription: Hashable, Sendable {
  /// The program's name, such as "home".
  public let name: String
  /// One line of what it does.
  public let summary: String
  /// The port it listens on unless told otherwise.
  public let port: Int
  /// The full names of its gRPC services, such as "bandstand.v1.Home": what health is asked about.
  public let serviceNames: [String]
  /// Whether it begins a trace for a call that comes without one, so that the logs of all services can be joined.
  public let startsTraces: Bool

  /// A program.
  public init(name: String, summary: String, port: Int, serviceNames: [String], startsTraces: Bool = false) {
    self.name = name
    self.summary = summary
    self.port = port
    self.serviceNames = serviceNames
    self.startsTraces = startsTraces
  }
}
