/// Why a page could not be made. Carries no listener data.
enum PageError: Error, Equatable {
  /// No shelf had a single card, not even the editors' picks.
  case emptyCatalog(version: UInt64)
}

extension PageError: CustomStringConvertible {
  /// What was wrong and what to do.
  var description: String {
    switch self {
    case .emptyCatalog(let version):
      "no shelf has a card (catalog version \(version)): import a catalog, and see the degradations of other pages"
    }
  }
}
