import FoundationEssentials

/// What a client in another language got of a page.
struct ServedHome {
  /// Titles of cards by shelf.
  let shelves: [String: [String]]
  /// The services that every shelf had to do without; a shelf whose model is not live yet misses none.
  let missed: Set<String>
  /// What the call failed with; nil for a page.
  let failure: String?

  init(json: String) throws {
    let answer = try JSONDecoder().decode(Answer.self, from: Data(json.utf8))
    let shelves = answer.response?.shelves ?? []
    self.shelves = Dictionary(
      shelves.map { ($0.shelf, $0.cards?.map(\.title) ?? []) }, uniquingKeysWith: { first, _ in first })
    missed = Set(answer.response?.degradations?.filter { $0.shelf == nil }.map(\.service) ?? [])
    failure = answer.code.map { "\($0): \(answer.message ?? "")" }
  }

  private struct Answer: Decodable {
    let response: Page?
    let code: String?
    let message: String?
  }

  private struct Page: Decodable {
    let shelves: [Shelf]?
    let degradations: [Degradation]?
  }

  private struct Shelf: Decodable {
    let shelf: String
    let cards: [Card]?
  }

  private struct Card: Decodable {
    let title: String
  }

  private struct Degradation: Decodable {
    let service: String
    let shelf: String?
  }
}
