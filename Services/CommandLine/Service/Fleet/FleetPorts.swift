/// The ports that the services of a run are told to take.
struct FleetPorts: Sendable {
  /// The first of the ports, one after the other: home's; 0 to take any that are free.
  let base: Int

  /// All of them; none when any will do.
  var all: [Int] { base == 0 ? [] : Array(base..<(base + FleetService.portCount)) }

  /// What a service is told of its ports.
  func flags(of service: FleetService) -> [String] {
    Self.flags(port: port(service.portOffset), page: service == .console ? port(FleetService.portCount - 1) : nil)
  }

  /// What a service is told of ports: its own, and its page's if it has one.
  static func flags(port: Int, page: Int?) -> [String] {
    ["--listen-port", "\(port)"] + (page.map { ["--web-port", "\($0)"] } ?? [])
  }

  private func port(_ offset: Int) -> Int { base == 0 ? 0 : base + offset }
}
