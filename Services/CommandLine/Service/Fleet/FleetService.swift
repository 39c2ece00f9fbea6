import Hosting
import RPC

/// The services, in the order they are started: each after those it calls.
enum FleetService: String, CaseIterable, Sendable {
  case validation, console, training, candidates, ranking, home

  /// How far its port is from the first one.
  var portOffset: Int {
    switch self {
    case .home: 0
    case .candidates: 1
    case .ranking: 2
    case .validation: 3
    case .training: 4
    case .console: 5
    }
  }

  /// How many ports all of them take: one each, and the console's page.
  static let portCount = allCases.count + 1

  /// The services it calls.
  var peers: [FleetService] {
    switch self {
    case .validation: []
    case .training, .console: [.validation]
    case .candidates, .ranking: [.training]
    case .home: [.candidates, .ranking]
    }
  }
}

/// Where the services of a fleet listen.
struct FleetAddresses: Sendable {
  private var addresses: [FleetService: PeerAddress] = [:]
  /// The console's page; nil before it is open.
  var page: PeerAddress?

  /// A service's address; nil before it listens.
  subscript(_ service: FleetService) -> PeerAddress? {
    get { addresses[service] }
    set { addresses[service] = newValue }
  }

  /// Clients of all services; all of them listen.
  func peers() throws -> Peers {
    func target(_ service: FleetService) throws -> RPCTarget {
      guard let address = addresses[service] else { throw FleetError.notStarted(service: service.rawValue) }
      return RPCTarget(host: address.host, port: address.port)
    }
    return Peers(
      home: try target(.home), candidates: try target(.candidates), ranking: try target(.ranking),
      validation: try target(.validation), training: try target(.training))
  }
}
