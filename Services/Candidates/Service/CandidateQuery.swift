import Domain
import Features
import ModelWatching
import Models

/// What one shelf asks stage 1 for.
struct CandidateQuery: Sendable {
  /// The shelf.
  let shelf: ShelfDefinition
  /// The listener, as every stage of this page sees them.
  let profile: Profile
  /// When the page is for.
  let moment: Moment
  /// The catalog and models of this page.
  let snapshot: CandidatesSnapshot
  /// The listener's factors, folded in once a page; nil without a factor model or without anything heard that it knows.
  let factors: ListenerFactors?
  /// How many candidates a source need offer at most.
  let offeredMax: Int
  /// Items never to show again.
  let hidden: Set<ItemIdentifier>
  /// What models need not offer, because a filter would take it away: hidden items and, on a shelf of new ones, heard ones.
  let excluded: Set<ItemIdentifier>

  /// A shelf's query; the listener's factors and hidden items are the page's.
  init(
    shelf: ShelfDefinition, profile: Profile, moment: Moment, snapshot: CandidatesSnapshot,
    factors: ListenerFactors?, offeredMax: Int, hidden: Set<ItemIdentifier>
  ) {
    self.shelf = shelf
    self.profile = profile
    self.moment = moment
    self.snapshot = snapshot
    self.factors = factors
    self.offeredMax = offeredMax
    self.hidden = hidden
    let heard = shelf.familiar == false ? profile.artists + profile.collections + profile.tracks : []
    excluded = hidden.union(heard.map(\.item))
  }

  /// The kinds the shelf may hold.
  var kinds: [ItemKind] { shelf.kinds.map(\.kind) }
}
