/// A kind of music. Raw values are the catalog's genre codes.
enum Genre: UInt16, CaseIterable, Sendable {
  case indiePop = 1
  case electronic, hipHop, rock, folk, jazz, classical, metal, soul, ambient, country, latin

  /// As people read it.
  var name: String {
    switch self {
    case .indiePop: "Indie Pop"
    case .electronic: "Electronic"
    case .hipHop: "Hip-Hop"
    case .rock: "Rock"
    case .folk: "Folk"
    case .jazz: "Jazz"
    case .classical: "Classical"
    case .metal: "Metal"
    case .soul: "Soul"
    case .ambient: "Ambient"
    case .country: "Country"
    case .latin: "Latin"
    }
  }

  /// The age band, from 1 to 6, that hears it most.
  var peakAge: Double {
    switch self {
    case .hipHop: 1.5
    case .electronic, .latin: 2
    case .indiePop: 2.5
    case .metal, .ambient: 3
    case .rock: 4
    case .soul, .folk: 4.5
    case .country: 5
    case .jazz: 5.5
    case .classical: 6
    }
  }

  /// The middle length of its tracks, in seconds.
  var trackSeconds: Double {
    switch self {
    case .classical: 420
    case .ambient: 360
    case .jazz: 330
    case .metal, .electronic: 290
    default: 215
    }
  }
}
