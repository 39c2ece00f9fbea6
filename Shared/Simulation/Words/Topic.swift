/// What a podcast is about. Raw values are the catalog's genre codes, after those of music.
enum Topic: UInt16, CaseIterable, Sendable {
  case news = 31
  case comedy, mystery, science, history, sport, money, stories

  /// As people read it.
  var name: String {
    switch self {
    case .news: "News"
    case .comedy: "Comedy"
    case .mystery: "Mystery"
    case .science: "Science"
    case .history: "History"
    case .sport: "Sport"
    case .money: "Money"
    case .stories: "Stories"
    }
  }

  /// The age band, from 1 to 6, that hears it most.
  var peakAge: Double {
    switch self {
    case .comedy: 2
    case .mystery, .sport: 3
    case .science, .stories: 3.5
    case .money: 4
    case .news: 5
    case .history: 5.5
    }
  }

  /// Nouns that its titles use.
  var subjects: [String] {
    switch self {
    case .news: ["Headline", "Front Page", "Briefing", "Ballot", "Corridor", "Dispatch"]
    case .comedy: ["Punchline", "Awkward Silence", "Banana", "Heckler", "Understudy", "Bad Idea"]
    case .mystery: ["Missing Ferry", "Locked Room", "Alibi", "Second Key", "Cold Harbour", "Anonymous Letter"]
    case .science: ["Octopus", "Neutrino", "Petri Dish", "Glacier", "Hypothesis", "Fungus"]
    case .history: ["Spice Road", "Forgotten Queen", "Cartographer", "Old Bridge", "Siege", "Royal Cook"]
    case .sport: ["Extra Time", "Offside", "Final Lap", "Dressing Room", "Long Jump", "Photo Finish"]
    case .money: ["Balance Sheet", "Piggy Bank", "Interest", "Ledger", "Bargain", "Rainy Day"]
    case .stories: ["Campfire", "Letter Home", "Stranger", "Night Train", "Small Town", "Attic"]
    }
  }
}
