/// When a playlist is meant to be heard.
enum Mood: Int, CaseIterable, Sendable {
  case waking, working, cooking, night

  /// The hour of the UTC day it suits best.
  var peakHour: Double {
    switch self {
    case .waking: 7
    case .working: 12
    case .cooking: 18
    case .night: 23
    }
  }

  /// How its titles say so.
  var phrases: [String] {
    switch self {
    case .waking: ["Morning", "First Coffee", "Sunrise", "Before the Bus"]
    case .working: ["Deep Work", "Desk", "Afternoon", "Focus"]
    case .cooking: ["Kitchen", "Supper", "After Work", "Onions & Garlic"]
    case .night: ["Late-Night", "Small Hours", "Lights-Out", "Last Tram"]
    }
  }
}
