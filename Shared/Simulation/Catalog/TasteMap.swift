/// Where each genre and topic stands in the space of tastes.
struct TasteMap: Sendable {
  private let genres: [TasteVector]
  private let topics: [TasteVector]

  /// A map drawn from the seed.
  init(seed: UInt64) {
    var dice = Dice(seed: seed, "taste map")
    genres = Genre.allCases.map { _ in .random(&dice) }
    topics = Topic.allCases.map { _ in .random(&dice) }
  }

  /// A genre's place.
  subscript(_ genre: Genre) -> TasteVector { genres[Int(genre.rawValue - Genre.indiePop.rawValue)] }

  /// A topic's place.
  subscript(_ topic: Topic) -> TasteVector { topics[Int(topic.rawValue - Topic.news.rawValue)] }
}
