import Features

/// A feature row in the golden file.
struct GoldenRow: Codable {
  var item: ItemIdentifier
  var artist: ItemIdentifier?
  var genre: UInt16?
  var releasedSeconds: Int64?
  var lengthSeconds: GoldenBits?
  /// Overall, in the segment, rising; or none.
  var popularity: [GoldenBits]?
  var source: String
  var sourcePosition: UInt32
  var factorAffinity: GoldenBits?

  init(_ row: FeatureRow) {
    item = row.item.identifier
    artist = row.item.artist
    genre = row.item.genre
    releasedSeconds = row.item.releasedSeconds
    lengthSeconds = row.item.lengthSeconds.map { GoldenBits($0) }
    popularity = row.popularity.map { [$0.overall, $0.inSegment, $0.rising].map { GoldenBits($0) } }
    source = row.source.name
    sourcePosition = row.sourcePosition
    factorAffinity = row.factorAffinity.map { GoldenBits($0) }
  }

  func row() throws -> FeatureRow {
    guard let source = CandidateSource(name: source) else {
      throw GoldenError.unreadable(field: "source", text: source)
    }
    if let popularity, popularity.count != 3 {
      throw GoldenError.unreadable(field: "popularity", text: "\(popularity.count) numbers")
    }
    return FeatureRow(
      item: Item(
        identifier: item, artist: artist, genre: genre, releasedSeconds: releasedSeconds,
        lengthSeconds: lengthSeconds?.value),
      popularity: popularity.map {
        ItemPopularity(overall: $0[0].value, inSegment: $0[1].value, rising: $0[2].value)
      },
      source: source, sourcePosition: sourcePosition, factorAffinity: factorAffinity?.value)
  }
}
