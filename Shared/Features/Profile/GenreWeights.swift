/// Decayed listens by genre, in the order of the genres' codes, at most ``ProfileLimits/genresMax``.
struct GenreWeights: Hashable, Sendable {
  /// One genre.
  struct Entry: Hashable, Sendable {
    let genre: UInt16
    var weight: Float
  }

  private(set) var entries: [Entry] = []

  /// The genre's decayed listens; 0 when it is not kept.
  subscript(_ genre: UInt16) -> Float {
    entries.first { $0.genre == genre }?.weight ?? 0
  }

  /// All of them together.
  var total: Float { entries.reduce(0) { $0 + $1.weight } }

  /// Adds to a genre. A new genre takes the place of the lightest when all places are taken.
  mutating func add(_ weight: Float, to genre: UInt16) {
    guard weight >= ProfileLimits.habitWeightMin else { return }
    let place = entries.firstIndex { $0.genre >= genre } ?? entries.count
    if place < entries.count, entries[place].genre == genre {
      entries[place].weight = min(entries[place].weight + weight, ProfileLimits.weightMax)
      return
    }
    entries.insert(Entry(genre: genre, weight: weight), at: place)
    guard entries.count > ProfileLimits.genresMax else { return }
    var lightest = place == 0 ? 1 : 0
    for index in entries.indices where index != place && entries[index].weight < entries[lightest].weight {
      lightest = index
    }
    entries.remove(at: lightest)
  }

  /// Fades all, and drops those that have become too light.
  mutating func fade(by factor: Float) {
    for index in entries.indices { entries[index].weight *= factor }
    entries.removeAll { $0.weight < ProfileLimits.habitWeightMin }
  }

  /// Adds an entry read from bytes; false when it does not belong after those before it.
  mutating func append(_ entry: Entry) -> Bool {
    if let last = entries.last, last.genre >= entry.genre { return false }
    entries.append(entry)
    return true
  }
}
